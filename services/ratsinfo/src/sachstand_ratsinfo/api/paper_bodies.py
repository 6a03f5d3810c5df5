"""What is sent to /v1/papers."""

from typing import Literal

from pydantic import ConfigDict, Field

from sachstand_common.facts import City
from sachstand_common.http import Body
from sachstand_common.http.dates import Day

from ..domain.contents import MotionItem, PaperKind, Role
from ..domain.papers import PaperState
from ..usecases.create_paper import NewPaper, NewStep
from ..usecases.revise_paper import PaperRevision

EMBARGO = "Embargo (Sperrfrist): internal until this day, which is still to come, and public then by itself"


class MotionItemBody(Body):
    """One point of the motion (Ziffer des Beschlussantrags)."""

    number: str = Field(min_length=1, max_length=10, examples=["1"])
    text: str = Field(min_length=1, max_length=10_000)
    kind: str = Field("decision", pattern="^(decision|acknowledgement)$")

    def to_item(self) -> MotionItem:
        """The point it describes."""
        kind: Literal["decision", "acknowledgement"] = "decision"
        if self.kind == "acknowledgement":
            kind = "acknowledgement"
        return MotionItem(self.number, self.text, kind)


class PaperCreate(Body):
    """A paper as a clerk enters it; internal unless `public` says otherwise."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "city": "braunschweig",
                    "kind": "decision_paper",
                    "name": "Scannen der Bauakten",
                    "reference": "26-20001",
                    "date": "2026-11-02",
                    "public": True,
                    "motionItems": [{"number": "1", "text": "Dem Scannen der Bauakten wird zugestimmt."}],
                }
            ]
        }
    )

    city: City
    kind: PaperKind
    name: str = Field(min_length=1, max_length=500, description="Betreff", examples=["Scannen"])
    reference: str | None = Field(None, min_length=1, max_length=60, examples=["21-15671"])
    date: Day | None = None
    unit: str | None = Field(None, max_length=200, description="Leading unit (Organisationseinheit)")
    file_reference: str | None = Field(None, max_length=60, description="Geschäftszeichen (GZ)")
    public: bool = False
    embargo_until: Day | None = Field(None, description=EMBARGO, examples=["2026-12-01"])
    draft: bool = False
    originators: tuple[str, ...] = Field((), max_length=20, description="Unit, person or faction")
    motion_items: tuple[MotionItemBody, ...] = Field((), max_length=50)
    questions: tuple[str, ...] = Field((), max_length=50, description="Of an enquiry (Anfrage)")

    def to_command(self) -> NewPaper:
        """The command it describes."""
        items = tuple(item.to_item() for item in self.motion_items)
        return NewPaper(**{**{n: getattr(self, n) for n in type(self).model_fields}, "motion_items": items})


class ConsultationCreate(Body):
    """A step of the paper's way as a clerk plans it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "organizationName": "Rat der Stadt Braunschweig",
                    "organizationKind": "council",
                    "date": "2026-12-15",
                    "role": "decision",
                    "public": True,
                    "authoritative": True,
                }
            ]
        }
    )

    organization_name: str = Field(min_length=2, max_length=200, examples=["Rat der Stadt Braunschweig"])
    organization_kind: str | None = Field(None, pattern="^[a-z_]{2,40}$", examples=["council"])
    date: Day | None = None
    role: Role | None = None
    public: bool | None = Field(None, description="Ö or N; null: as the sitting deals with it")
    authoritative: bool | None = Field(None, description="Whether this body has the last word")

    def to_command(self) -> NewStep:
        """The command it describes."""
        return NewStep(**{name: getattr(self, name) for name in type(self).model_fields})


class PaperChange(Body):
    """What a clerk changes of a paper; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reference": "26-20001", "public": True}]})

    name: str | None = Field(None, min_length=1, max_length=500, description="Betreff")
    reference: str | None = Field(None, min_length=1, max_length=60, examples=["21-15671"])
    date: Day | None = None
    unit: str | None = Field(None, max_length=200, description="Leading unit (Organisationseinheit)")
    file_reference: str | None = Field(None, max_length=60, description="Geschäftszeichen (GZ)")
    public: bool | None = Field(None, description="true: publish it; false: take it back (needs a reason)")
    embargo_until: Day | None = Field(None, description=EMBARGO, examples=["2026-12-01"])
    state: Literal["registered", "withdrawn"] | None = Field(None, description="withdrawn: zurückgezogen")
    reason: str | None = Field(None, max_length=2000)

    def to_command(self) -> PaperRevision:
        """The command it describes."""
        values = {n: getattr(self, n) for n in type(self).model_fields if n not in ("public", "state")}
        return PaperRevision(
            **values, publish=self.public, state=PaperState(self.state) if self.state else None
        )
