"""Reading what the figures show."""
