"""Outbound HTTP and the stream of events."""
