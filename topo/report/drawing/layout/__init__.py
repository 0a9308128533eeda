"""Where everything stands in a picture when no engine lays it out: layers, boxes in boxes, curves."""
