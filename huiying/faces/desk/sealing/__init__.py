"""What a sealed officer does with a report."""
