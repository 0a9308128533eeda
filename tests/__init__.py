"""A package, because there are distributions that install one of this name (Ciw does)."""
