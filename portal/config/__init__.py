"""Settings of one installation: read from the environment once, checked at start, every complaint at once."""

from portal.config.reading import content_place
from portal.config.settings import VARIABLES, MailServer, NotifyService, Settings, SettingsError, Variable

__all__ = ["VARIABLES", "MailServer", "NotifyService", "Settings", "SettingsError", "Variable", "content_place"]
