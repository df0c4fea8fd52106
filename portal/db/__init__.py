"""Where things are kept: tables, prepared queries, sessions, encryption and migrations."""
