"""What is shown of the measures: the overview, one thing in full, and why a number is what it is."""
