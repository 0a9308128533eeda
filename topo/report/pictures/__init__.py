"""Measures → pictures: what is shown, before anybody draws it."""
