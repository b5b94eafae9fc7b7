"""Mediation as the person who spoke sees it."""
