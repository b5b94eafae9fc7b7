"""Reading aids: every selector asks who is looking."""
