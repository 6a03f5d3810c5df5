"""/v1/minutes/{id}/seal and /akn: what readers check minutes by, and carry them away with."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from pydantic_core import to_json

from sachstand_common.errors import NotFound
from sachstand_common.http import AsOf, CommandRouter, Reads
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.reads import ResourceGone
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.seals import canonical, digest
from ..storage.minutes import MINUTES
from ..views.akn import debate_report
from ..views.minutes_parts import SealCheckView

router = CommandRouter(prefix="/v1/minutes/{minutes_id}", tags=["minutes"])
AKN = "application/akn+xml"


class NotSealed(NotFound):
    """These minutes have no seal: they are not approved here."""


@router.get(
    "/seal",
    response_model=SealCheckView,
    responses=problem_responses(ResourceNotFound, NotSealed, ResourceGone),
    summary="Verify the seal of minutes",
)
async def get_seal(reads: Reads, minutes_id: UUID, at: AsOf) -> Response:
    """The seal, the canonical form of the text that this reader sees, and whether the two still agree.

    Whoever does not want to take our word for it computes the hash from the minutes themselves, as
    docs/minutes.md shows.
    """
    return await reads.made(MINUTES, minutes_id, at, _checked, "application/json")


def _checked(view: dict[str, Any]) -> bytes:
    seal = view["seal"]
    if seal is None:
        raise NotSealed(noun="minutes", id=view["id"])
    text, valid = canonical(view).decode(), digest(view) == seal["value"]
    return to_json(SealCheckView(**seal, canonical=text, valid=valid), by_alias=True)


@router.get(
    "/akn",
    response_class=Response,
    responses={
        200: {"content": {AKN: {"schema": {"type": "string"}}}, "description": "Akoma Ntoso 3.0"},
        **problem_responses(ResourceNotFound, ResourceGone),
    },
    summary="Read minutes as Akoma Ntoso",
)
async def get_akn(request: Request, reads: Reads, minutes_id: UUID, at: AsOf) -> Response:
    """The minutes as a debateReport of Akoma Ntoso 3.0 (OASIS LegalDocML).

    It says what the reader sees at `/v1/minutes/{id}`, and never a distribution list.
    """
    base = request.app.state.runtime.settings.public_url
    return await reads.made(MINUTES, minutes_id, at, lambda view: debate_report(view, base), AKN)
