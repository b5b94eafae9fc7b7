"""Checks in the words of the desk and of the public page."""
