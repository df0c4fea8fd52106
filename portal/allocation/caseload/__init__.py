"""A scheme over many people at once, as arrays. Imported only when a simulation runs: it is what loads numpy."""
