"""The spine: everything that happens is one event, recorded by `recording.record`."""
