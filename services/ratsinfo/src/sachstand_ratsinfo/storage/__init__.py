"""Where the council's documents are kept: one table per noun, and the store of bytes."""
