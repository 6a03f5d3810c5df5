"""Pure rules: values in, value out."""
