"""Which measures are findings: one rule per module, its docstring is its page."""
