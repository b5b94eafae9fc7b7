"""Other systems that are told what happens: their addresses, their secrets, what they may be told."""
