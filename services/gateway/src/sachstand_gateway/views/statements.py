"""What every statement carries."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Part(BaseModel):
    """Something that a Sachstand says."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, extra="forbid")


class Citation(Part):
    """Who says it (Quelle): a document, the register of a body, or the entry itself."""

    document: str
    date: date | None
    page: int | None
    link: str | None = Field(
        description="The document, the decision or the entry itself; null: the document is not taken in yet"
    )
    note: str | None


class Statement(Part):
    """What every statement carries: its source and the instant it was recorded."""

    effective: date | None = Field(description="Since when it holds; null: undated")
    dating: str = Field(description="exact | known_by | undated")
    source: Citation
    recorded: datetime = Field(description="When we recorded it")
    link: str = Field(description="The resource it was read from")


class Proof(Part):
    """What a part of a statement carries: its own source and instant."""

    source: Citation
    recorded: datetime = Field(description="When we recorded it")


class Count(Part):
    """How many of one kind."""

    key: str
    count: int


class NotKnown(Proof):
    """Something that no source says, and why; source and instant are those of the fact it follows from."""

    part: str
    what: str
    why: str


class Missing(Part):
    """A part that is missing because a service did not answer."""

    part: str
    service: str
    reason: str
