"""Who may not touch a case, and who decides it."""
