"""Pure rules of the council's documents: values in, values out; no I/O."""
