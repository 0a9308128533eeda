"""What an organisation is: pure, frozen values; no files, no graphs."""
