"""Owns the rules that a scheme must keep: a module for each kind, and `rules` that holds a scheme against all."""
