"""The declared tables of 信访 and 热线, and the engine that plays them."""
