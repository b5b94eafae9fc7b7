"""In front of Django: what costs the office something is slowed where far too much of it comes from one place."""
