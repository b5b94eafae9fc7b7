"""Keeping the rows of reviews and hearings in step with their cases."""
