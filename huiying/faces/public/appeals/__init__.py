"""Asking for a review, and what other ways there are."""
