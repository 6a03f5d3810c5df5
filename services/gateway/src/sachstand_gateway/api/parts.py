"""What the gateway's own endpoints work with."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from starlette.types import Message, Receive, Scope, Send

from sachstand_common.clock import Clock
from sachstand_common.security import TokenVerifier, token_verifier
from sachstand_common.security.authentication import Authentication

from ..clients.services import Services
from ..settings import GatewaySettings
from ..usecases.answers import Answers
from ..usecases.broadcast import Broadcast
from ..usecases.status import Status
from ..usecases.table import Table


@dataclass
class Parts:
    """The parts of one gateway process."""

    settings: GatewaySettings
    clock: Clock
    services: Services
    table: Table
    answers: Answers
    broadcast: Broadcast
    status: Status
    verifier: TokenVerifier = field(init=False)

    def __post_init__(self) -> None:
        self.verifier = token_verifier(self.settings)


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


PartsDep = Annotated[Parts, Depends(_parts)]


async def _no_forged_token(request: Request, parts: PartsDep) -> None:
    """Refuse a token that is not valid as the services do, though everything here is for everybody."""

    async def passed(scope: Scope, receive: Receive, send: Send) -> None:
        """The token is valid, or there is none."""

    await Authentication(passed, parts.verifier)(request.scope, request.receive, _nothing_sent)


async def _nothing_sent(_: Message) -> None:
    """Nothing is answered while the token is looked at."""


TOKEN_CHECKED = [Depends(_no_forged_token)]
