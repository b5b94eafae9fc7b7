"""Mail and letters: what came, what became of it, and taking letters down beside their picture."""
