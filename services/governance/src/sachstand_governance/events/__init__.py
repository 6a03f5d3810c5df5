"""NATS in: one event, one use case, safe to run twice."""
