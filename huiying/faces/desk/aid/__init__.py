"""Aid at the desk: households in hardship, what is given, visits."""
