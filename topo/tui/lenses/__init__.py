"""What does each lens show? Values made of a session; no widget is known here."""
