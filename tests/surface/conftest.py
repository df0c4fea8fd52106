"""The rooms in which pages are tested."""

from tests.web.rooms import service, sqlite_service, standing_service

__all__ = ["service", "sqlite_service", "standing_service"]
