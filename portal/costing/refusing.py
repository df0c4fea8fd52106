"""Owns what a file of people is refused with."""


class Unreadable(Exception):
    """A file of people cannot be used; the message is a sentence that says why."""
