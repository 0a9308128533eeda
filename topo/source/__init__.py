"""Where a model comes from: files are read here and become one organisation."""
