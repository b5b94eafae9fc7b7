"""Keeping rosters, calling who is on duty, handing over."""
