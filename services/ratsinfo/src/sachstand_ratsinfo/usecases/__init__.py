"""What ratsinfo does, each in one transaction: load, decide, store, announce."""
