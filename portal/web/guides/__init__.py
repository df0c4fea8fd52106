"""The guides: a page a chapter, whole guides, Easy Read booklets, search, the word list, and files to print."""

from portal.web.guides import costs, lists, printing, tools, views
from portal.web.guides.blueprint import bp

__all__ = ["bp", "costs", "lists", "printing", "tools", "views"]
