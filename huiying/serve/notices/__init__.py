"""Public notices 公示: what is announced before it is done, who objects, and what came of it."""
