"""One's own account: second factor, passkeys, sessions."""
