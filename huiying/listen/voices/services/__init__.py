"""What can be done with a voice: one file per act."""
