"""In the way of the library of this name, which a tool of developers brings: tests read what processes are called."""

raise ImportError("processes keep their command lines and environments, by which the tests find them")
