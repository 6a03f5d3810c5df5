"""One journal per service: what was decided, since when it holds, and what it looks like to whom."""
