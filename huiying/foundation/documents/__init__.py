"""Office documents made from letters. No models, no Django: values in, bytes out."""
