"""NATS in: what invalidates and what is passed on."""
