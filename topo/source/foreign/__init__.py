"""Files that other tools own: each format is read in a module of its own."""
