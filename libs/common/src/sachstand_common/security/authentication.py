"""The principal of a request, settled before anything else looks at it."""

from starlette.types import ASGIApp, Receive, Scope, Send

from .oidc import InvalidToken, TokenVerifier
from .principal import ANONYMOUS

_BEARER = b"bearer "


class Authentication:
    """ASGI middleware: `scope["principal"]` is who asks. An invalid token is refused, never ignored."""

    def __init__(self, app: ASGIApp, verifier: TokenVerifier) -> None:
        self.app = app
        self.verifier = verifier

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the principal and pass the request on."""
        if scope["type"] == "http":
            given = [value for name, value in scope["headers"] if name == b"authorization"]
            scope["principal"] = await self.verifier.principal(_token(given)) if given else ANONYMOUS
        await self.app(scope, receive, send)


def _token(given: list[bytes]) -> str:
    """The bearer token; two of them, or another scheme, are not ours to interpret."""
    if len(given) != 1 or given[0][:7].lower() != _BEARER or not given[0].isascii():
        raise InvalidToken("Exactly one bearer token is accepted.")
    return given[0][7:].strip().decode("ascii")
