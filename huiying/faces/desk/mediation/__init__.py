"""Mediation at the desk."""
