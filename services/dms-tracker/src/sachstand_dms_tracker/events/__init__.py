"""NATS in: each function translates one event into one use case and is safe to run twice."""
