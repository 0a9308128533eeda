"""What is asked in between? Each dialog is a small screen that gives back an answer, or None."""
