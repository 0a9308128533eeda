"""How does a scenario get from a file and into one?"""
