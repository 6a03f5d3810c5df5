"""Tables of the portfolio, and how states, columns and views lie in them."""
