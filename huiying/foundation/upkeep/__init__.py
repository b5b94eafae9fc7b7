"""Backup, restore and upgrade of a whole office, and the signs by which it shows that it lives."""
