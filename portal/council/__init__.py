"""What differs from council to council: names, numbers, hours, targets and links, read from one file and checked."""

from portal.council.loading import load_council, with_rest
from portal.council.model import Council

__all__ = ["Council", "load_council", "with_rest"]
