"""The resource allocation: schemes as data, one calculation, every line of it explained."""
