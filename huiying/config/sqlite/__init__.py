"""Django's SQLite backend for an office where web, worker and commands write side by side."""
