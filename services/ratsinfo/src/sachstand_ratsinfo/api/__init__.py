"""HTTP in: parse, delegate, return."""
