"""What people can do: one function for each thing, named as they would say it. Knows nothing of HTTP."""
