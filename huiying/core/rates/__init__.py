"""Shares of people: how sure they are, whether a target is reached, and which of them may be told."""
