"""Reading mediations."""
