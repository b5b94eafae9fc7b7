"""Reviews and hearings at the desk."""
