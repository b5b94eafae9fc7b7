"""Reading rosters, calls and handovers."""
