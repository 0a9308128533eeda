"""Which moves are there? One module each; its docstring is its page."""
