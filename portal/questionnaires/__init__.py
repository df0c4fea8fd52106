"""Questionnaires as content: what is asked, of whom, and how far a person has come."""
