"""CloudEvents 1.0 as structured JSON: the same bytes serve NATS, SSE, webhooks and feeds."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from ..contracts.base import Audience, TypeName, parse_wire_type, wire_type
from ..contracts.catalog import schema_uri
from ..facts import Dating, Source
from ..journal.cause import Cause

CONTENT_TYPE = "application/cloudevents+json"
HEADERS = {"Content-Type": CONTENT_TYPE}
WITHHELD = b'{"resource":null,"changed":[]}'
"""What is left of a public event whose content was taken back before it could be told (again)."""

_SOURCE = TypeAdapter(Source)


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal row as the relay needs it; `source` is the JSON text of the fact's source."""

    position: int
    event_id: UUID
    type: str
    subject_id: UUID
    version: int
    effective: date | None
    dating: str
    recorded: datetime
    correlation: UUID
    causation: UUID | None
    traceparent: str | None
    source: str | None
    data: bytes
    public_position: int | None
    public_event_id: UUID | None
    public_version: int | None
    public_data: bytes | None
    tombstone: str | None = None


@cache
def _constant(service: str, name: str, audience: Audience) -> str:
    """What all events of one type and audience begin with."""
    kind = wire_type(service, name)
    head = {
        "specversion": "1.0",
        "source": f"/services/{service}",
        "type": kind,
        "datacontenttype": "application/json",
        "dataschema": schema_uri(kind, audience),
        "dataclassification": audience,
    }
    return json.dumps(head, separators=(",", ":"))[:-1]


def _varying(entry: Entry) -> str:
    """What both audiences may read of one entry; only values that need no escaping are put in bare."""
    subject = entry.subject_id
    text = (
        f'"subject":"{subject}","time":"{_instant(entry.recorded)}","partitionkey":"{subject}",'
        f'"correlationid":"{entry.correlation}","dating":"{entry.dating}"'
    )
    if entry.effective is not None:
        text += f',"effectivedate":"{entry.effective.isoformat()}"'
    if entry.traceparent is not None:
        text += f',"traceparent":{json.dumps(entry.traceparent)}'
    return text


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def encode_internal(service: str, entry: Entry) -> bytes:
    """The event other services consume. Stored data bytes are concatenated, never encoded again."""
    text = (
        f'{_constant(service, entry.type, "internal")},"id":"{entry.event_id}",'
        f'"sequence":"{entry.version:010d}","position":"{entry.position}",{_varying(entry)}'
    )
    if entry.causation is not None:
        text += f',"causationid":"{entry.causation}"'
    if entry.source is not None:
        text += f',"factsource":{json.dumps(entry.source, ensure_ascii=False)}'
    return b'%b,"data":%b}' % (text.encode(), entry.data)


def encode_public(service: str, entry: Entry) -> bytes:
    """The event outsiders see: its own id, its own sequence, nothing that points inside."""
    text = (
        f'{_constant(service, entry.type, "public")},"id":"{entry.public_event_id}",'
        f'"sequence":"{entry.public_version or 0:010d}","position":"{entry.public_position}",'
        f"{_varying(entry)}"
    )
    return b'%b,"data":%b}' % (text.encode(), WITHHELD if entry.public_data is None else entry.public_data)


class CloudEvent(BaseModel):
    """An event as it was received, validated."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"]
    id: UUID
    source: str = Field(pattern=r"^/services/[a-z][a-z-]*$")
    type: str
    subject: UUID
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str | None = None
    sequence: Annotated[int, Field(ge=1)]
    position: Annotated[int, Field(ge=1)]
    partitionkey: str | None = None
    correlationid: UUID
    causationid: UUID | None = None
    traceparent: str | None = None
    dataclassification: Audience
    effectivedate: date | None = None
    dating: Dating = Dating.EXACT
    factsource: str | None = None
    data: dict[str, Any]

    @model_validator(mode="after")
    def _type_fits_source(self) -> Self:
        if parse_wire_type(self.type)[0] != self.service:
            raise ValueError("the type names another service than the source")
        return self

    @property
    def service(self) -> str:
        """Who published it."""
        return self.source.removeprefix("/services/")

    @property
    def name(self) -> TypeName:
        """Its noun, past tense and contract version."""
        return parse_wire_type(self.type)[1]

    def cause(self) -> Cause:
        """What a change that follows from this event takes over."""
        noun, event, _ = self.name
        return Cause(
            event_id=self.id,
            type=f"{noun}.{event}",
            service=self.service,
            correlation=self.correlationid,
            effective=self.effectivedate,
            dating=self.dating,
            source=_SOURCE.validate_json(self.factsource) if self.factsource else None,
            traceparent=self.traceparent,
            recorded=self.time,
        )


def parse(raw: bytes) -> CloudEvent:
    """Read a structured-mode event.

    Raises:
        pydantic.ValidationError: the bytes are no JSON, or no event of ours.
    """
    return CloudEvent.model_validate_json(raw)


class Misplaced(ValueError):
    """An event came under the subject of another one: whoever told it is not who it says."""


def parse_told(raw: bytes, subject: str) -> CloudEvent:
    """Read an event as a stream holds it; NATS guards the subjects, so the event has to fit its own.

    Raises:
        pydantic.ValidationError: the bytes are no JSON, or no event of ours.
        Misplaced: the subject is that of another event.
    """
    event = parse(raw)
    place = f".{event.dataclassification}.{event.type.removeprefix('sachstand.')}.{event.subject}"
    if not subject.endswith(place):
        raise Misplaced(f"not the subject of a {event.type}")
    return event
