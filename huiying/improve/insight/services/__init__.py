"""Writing down what the figures show, and what people decide about it."""
