"""PostgreSQL: the tables every service has, its connections, and its migrations."""
