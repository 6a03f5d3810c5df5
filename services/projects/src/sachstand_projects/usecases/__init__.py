"""What can be done with the portfolio: each function is one transaction."""
