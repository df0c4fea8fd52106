"""What every test may lean on: no network, and a real database of each kind."""
