"""What each rule finds, as of a moment; each finder gives what it found in the order in which it came true."""
