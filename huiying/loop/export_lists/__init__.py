"""Lists going out as files: exactly the rows that the reader sees on the page, found by the same selectors."""
