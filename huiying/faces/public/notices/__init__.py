"""Public notices for everybody: what is announced, how to object, what became of it."""
