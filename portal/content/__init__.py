"""All content of one council: files that people who do not program can change."""

from portal.content.loading import (
    complaints,
    complaints_by_profile,
    figures_to_look_at,
    load_content,
    load_council_alone,
)
from portal.content.model import Content

__all__ = ["Content", "complaints", "complaints_by_profile", "figures_to_look_at", "load_content", "load_council_alone"]
