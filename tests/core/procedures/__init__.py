"""The declared tables and the engine that plays them."""
