"""Finding one's own receipts again."""
