"""A whole invented year: tens of thousands of lives written in bulk, then swept day by day (`huiying simulate`)."""
