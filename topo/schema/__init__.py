"""What does an editor need to know of a model file? The JSON Schema, generated from the model."""
