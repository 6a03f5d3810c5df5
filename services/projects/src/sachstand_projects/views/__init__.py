"""What the portfolio shows: states rendered as JSON, once for the public and once in full."""
