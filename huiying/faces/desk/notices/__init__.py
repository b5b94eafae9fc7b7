"""Public notices at the desk: written by one, checked by another, answered, ended with a result."""
