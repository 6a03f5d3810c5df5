"""NATS in: one function per event we listen to."""

from . import agendas, decisions, kpis, resolutions, units

__all__ = ["agendas", "decisions", "kpis", "resolutions", "units"]
