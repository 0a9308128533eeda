"""How does a room full of people try a reorganisation live? The terminal UI: it only shows.

Everything that it does is an operation of `session`, which imports no Textual.
"""
