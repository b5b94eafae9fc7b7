"""What is done with a box: hung up, changed, its slips printed, emptied by two people."""
