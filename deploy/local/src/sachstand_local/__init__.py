"""The embedded PostgreSQL and NATS, the supervisor, and the sachstand command."""
