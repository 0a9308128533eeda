"""How is a value written down? One module per format; nothing here measures, judges or prints."""
