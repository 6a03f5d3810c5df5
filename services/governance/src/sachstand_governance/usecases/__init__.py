"""What happens in one transaction: load, decide, store, announce."""
