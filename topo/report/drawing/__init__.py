"""Pictures → bytes: one module for each format, and whatever lays out and paints."""
