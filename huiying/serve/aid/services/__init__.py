"""What changes an aid."""
