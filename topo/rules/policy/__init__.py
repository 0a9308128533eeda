"""The user's own rules: declared in the model, checked against its schema, and judged like any other rule."""
