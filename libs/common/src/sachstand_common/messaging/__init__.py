"""From the journal to NATS and from NATS into a transaction: relay, consumer, dead letters, tail."""
