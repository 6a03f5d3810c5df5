"""What messaging counts, for Prometheus."""

from prometheus_client import Counter, Gauge

PUBLISHED = Counter("sachstand_relay_entries", "Journal entries acknowledged by NATS", ["service"])
BACKLOG = Gauge("sachstand_relay_backlog", "Journal entries not yet acknowledged by NATS", ["service"])
FILL = Gauge("sachstand_stream_fill", "Share of a stream's room that is taken", ["stream"])
CONSUMED = Counter("sachstand_consumer_events", "Events taken from NATS", ["consumer", "result"])
GAPS = Gauge("sachstand_consumer_gaps", "Subjects that wait too long for a version in between", ["consumer"])
DEAD = Counter("sachstand_dead_letters", "Events put aside as dead letters", ["consumer"])
