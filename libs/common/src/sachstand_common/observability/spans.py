"""The server span of each request, where FastAPI does not see all of them: the gateway passes most on."""

from opentelemetry import trace as otel
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .metrics import METHODS
from .requests import route_of
from .tracing import record_spans

_PROPAGATOR = TraceContextTextMapPropagator()


def server_spans(app: ASGIApp, service: str, endpoint: str | None) -> ASGIApp:
    """The application with a span around each request, where there is a collector to send them to."""
    if endpoint is None:
        return app
    record_spans(service, endpoint)
    return ServerSpans(app)


class ServerSpans:
    """ASGI middleware, outermost: what is inside finds its trace in the span, and hands it on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; the span names the route, never the path or query, and no error text."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in METHODS else "HTTP"
        with otel.get_tracer("sachstand").start_as_current_span(
            method,
            context=_PROPAGATOR.extract(
                {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
            ),
            kind=otel.SpanKind.SERVER,
            attributes={"http.request.method": method},
            record_exception=False,
        ) as span:

            async def told(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= 500:
                        span.set_status(otel.StatusCode.ERROR)
                await send(message)

            try:
                await self._app(scope, receive, told)
            finally:
                span.update_name(f"{method} {route_of(scope)}")
                span.set_attribute("http.route", route_of(scope))
