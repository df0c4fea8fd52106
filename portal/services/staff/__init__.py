"""What people at the council can do: sign in, see what waits, work on one application."""
