"""What an aid says on paper."""
