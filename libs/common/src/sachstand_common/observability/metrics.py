"""Numbers for Prometheus: requests by route template, and what others sample on demand."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from prometheus_client import REGISTRY, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(slots=True)
class Series:
    """Requests of one kind: how many, how long altogether, and how many in each bucket."""

    count: int = 0
    seconds: float = 0.0
    buckets: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))

    def add(self, seconds: float) -> None:
        """Count one request."""
        self.count += 1
        self.seconds += seconds
        self.buckets[bisect_left(BOUNDS, seconds)] += 1


@dataclass(eq=False)
class Requests(Collector):
    """All requests of this process; a plain dictionary, because counting happens on every answer.

    prometheus_client's own counter and histogram take a lock each and cost four times as much.
    """

    series: dict[tuple[str, str, str, int], Series] = field(default_factory=dict)

    def add(self, service: str, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        key = (service, method if method in METHODS else "OTHER", route, status)
        found = self.series.get(key)
        if found is None:
            found = self.series[key] = Series()
        found.add(seconds)

    def collect(self) -> Iterator[Metric]:
        """The requests as Prometheus reads them."""
        counts = CounterMetricFamily(
            "sachstand_http_requests", "Answered requests", labels=("service", "method", "route", "status")
        )
        seconds = HistogramMetricFamily(
            "sachstand_http_request_seconds", "Time to answer", labels=("service", "method", "route")
        )
        merged: dict[tuple[str, str, str], Series] = {}
        for (service, method, route, status), one in list(self.series.items()):
            counts.add_metric((service, method, route, str(status)), one.count)
            total = merged.setdefault((service, method, route), Series())
            total.seconds += one.seconds
            total.buckets = [a + b for a, b in zip(total.buckets, one.buckets, strict=True)]
        for labels, total in merged.items():
            seconds.add_metric(labels, buckets=list(_cumulated(total.buckets)), sum_value=total.seconds)
        yield counts
        yield seconds


def _cumulated(buckets: Iterable[int]) -> Iterator[tuple[str, float]]:
    seen = 0
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), buckets, strict=True):
        seen += count
        yield bound, seen


@dataclass(eq=False)
class Sampled(Collector):
    """Gauges that are asked only when somebody looks."""

    sources: dict[tuple[str, str], tuple[str, Callable[[], float]]] = field(default_factory=dict)

    def watch(self, name: str, meaning: str, service: str, source: Callable[[], float]) -> None:
        """Show a number of a service; a later source of the same name replaces the earlier."""
        self.sources[name, service] = (meaning, source)

    def collect(self) -> Iterator[Metric]:
        """What the sources say now; one that fails is left out."""
        families: dict[str, GaugeMetricFamily] = {}
        for (name, service), (meaning, source) in sorted(self.sources.items()):
            family = families.setdefault(name, GaugeMetricFamily(name, meaning, labels=("service",)))
            try:
                family.add_metric((service,), source())
            except Exception:  # noqa: S112 - a number that cannot be had now is no reason to show none
                continue
        yield from families.values()


REQUESTS = Requests()
SAMPLED = Sampled()
REGISTRY.register(REQUESTS)
REGISTRY.register(SAMPLED)


async def show_metrics(_: Request) -> Response:
    """Everything this process counts, in Prometheus' text format."""
    return Response(generate_latest(REGISTRY), media_type=_MEDIA_TYPE)
