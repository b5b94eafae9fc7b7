"""How a notice is said."""
