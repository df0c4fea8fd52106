"""The self-directed support service: `create_app` builds it; importing this package loads nothing else."""
