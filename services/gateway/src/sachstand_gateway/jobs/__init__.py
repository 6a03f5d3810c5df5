"""What runs by itself or by hand."""
