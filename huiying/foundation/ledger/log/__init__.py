"""The public log: each event is one line of it, written in the same transaction."""
