"""Strict reading of content files: YAML 1.2 and front matter, every complaint with its file and line."""

from portal.files.loading import parse_yaml, read_front_matter, read_yaml
from portal.files.nodes import Complaint, ContentError, Mark, Node, shortened, suggestion
from portal.files.reader import Reader

__all__ = [
    "Complaint",
    "ContentError",
    "Mark",
    "Node",
    "Reader",
    "parse_yaml",
    "read_front_matter",
    "read_yaml",
    "shortened",
    "suggestion",
]
