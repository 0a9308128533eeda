"""One question per module, answered by a frozen measure that carries its parts."""
