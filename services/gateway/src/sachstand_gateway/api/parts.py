"""What the gateway's own endpoints work with."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from sachstand_common.clock import Clock

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


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


PartsDep = Annotated[Parts, Depends(_parts)]
