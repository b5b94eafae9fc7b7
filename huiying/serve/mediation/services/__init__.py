"""What changes a mediation."""
