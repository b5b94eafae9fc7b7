"""PostgreSQL as Django has it, with work that waits for the end of a transaction."""
