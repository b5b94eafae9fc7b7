"""Reading cases: every selector asks who is looking."""
