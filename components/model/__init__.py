"""What the ledger speaks of, as plain values."""
