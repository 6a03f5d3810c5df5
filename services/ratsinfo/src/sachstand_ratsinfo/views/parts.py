"""What several views share: filling a view from its state, and the parts that more than one shows."""

from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import Field
from pydantic.alias_generators import to_camel

from sachstand_common.journal.views import INTERNAL, META_FIELDS, Meta, View, ViewPart

from ..domain.contradictions import Contradiction
from ..domain.papers import FileRef

V = TypeVar("V", bound=View)
CONTENT = "/v1/files/{}/content"
MODES = "unanimous (einstimmig) | by_consensus (einmütig) | majority (mehrheitlich); null: not printed"
DECIDED = "adopted | amended (adopted, not as printed) | noted | rejected"
COUNTS = "yes, no, abstain; null: none are printed"
OUTCOMES = (
    "unanimous | by_consensus | majority | adopted (no one manner is printed) | amended (geändert) | rejected"
    " | noted | postponed | referred | withdrawn"
)


def show(view: type[V], state: Any, meta: Meta, **more: Any) -> V:
    """A view filled with the fields of the same name, and with `more`."""
    own = {
        name: getattr(state, name)
        for name in view.model_fields
        if name not in META_FIELDS and name not in more and hasattr(state, name)
    }
    return view.model_validate({**own, **more, **meta.fields()}, from_attributes=True)


class FilePart(ViewPart):
    """A file, named where it belongs."""

    id: UUID
    name: str
    role: Annotated[str, Field(description="main | rendition | annex (Anlage)")]
    media_type: str
    size: Annotated[int | None, INTERNAL]
    master_id: Annotated[UUID | None, Field(description="The file whose text holds this annex")]
    content_url: str


class MotionItemPart(ViewPart):
    """One point of the motion (Ziffer des Beschlussantrags)."""

    number: str
    text: str
    kind: Annotated[str, Field(description="decision | acknowledgement (nur zur Kenntnis)")]
    outcome: Annotated[str | None, Field(description=f"{DECIDED}; null: not decided")]


class SpanPart(ViewPart):
    """Where it stands in the decoded source."""

    start: int
    end: int


class ContributionPart(ViewPart):
    """What one speaker said, once (Wortmeldung)."""

    speaker: str
    function: str | None
    faction: Annotated[str | None, Field(description="As printed")]
    unit: str | None
    mode: Annotated[str, Field(description="introduction | statement | question | reply")]
    text: str
    questions: list[str]
    span: Annotated[SpanPart | None, Field(description="null: written here, not read in a document")]


class ItemResultPart(ViewPart):
    """What became of one item of the motion (Ergebnis je Ziffer)."""

    number: str
    outcome: Annotated[str, Field(description=OUTCOMES)]
    mode: Annotated[str | None, Field(description=MODES)]
    counts: Annotated[dict[str, int] | None, Field(description=COUNTS)]


class CrossReferencePart(ViewPart):
    """A printed pointer to other minutes or another paper."""

    kind: str
    label: str


class FindingPart(ViewPart):
    """One recognised field: its text as printed, where it stands in the source, and how sure that is."""

    field: str
    text: str
    start: Annotated[int, Field(description="First character in the decoded source")]
    end: Annotated[int, Field(description="Behind the last character")]
    confidence: float
    inferred: Annotated[bool, Field(description="Concluded from the wording, not printed as a field")]


class ContradictionPart(ViewPart):
    """Another paper or record that says the same and contradicts this one in some fields."""

    id: UUID
    fields: Annotated[list[str], Field(description="Where the two differ", examples=[["date", "resultText"]])]


def contradiction_part(one: Contradiction) -> ContradictionPart:
    """A contradiction as a part, its fields named as in the views."""
    return ContradictionPart(id=one.id, fields=[to_camel(name) for name in one.fields])


def file_part(file: FileRef) -> FilePart:
    """A file as a part."""
    return FilePart(**{**vars(file), "content_url": file.url or CONTENT.format(file.id)})


def finding_parts(findings: Any) -> list[FindingPart]:
    """Findings as parts."""
    return [
        FindingPart(
            field=one.field,
            text=one.text,
            start=one.span.start,
            end=one.span.end,
            confidence=one.confidence,
            inferred=one.inferred,
        )
        for one in findings
    ]
