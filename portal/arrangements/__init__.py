"""How a person takes their budget: the ways, the parts of a mixed one, and whether the parts add up."""
