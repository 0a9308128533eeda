"""How a YAML text is laid out: each module here is one layer of `topo fmt`, text in and text out."""
