"""What is kept about a person, and what they can do about it."""
