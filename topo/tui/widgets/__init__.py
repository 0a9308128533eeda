"""What is a screen made of? Each widget is given data and speaks by messages alone."""
