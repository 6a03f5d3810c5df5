"""What is sent to /v1/enquiries."""

from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from sachstand_common.facts import City
from sachstand_common.http import Body
from sachstand_common.http.dates import Day

from ..domain.contents import Answer, AnswerState, AskedQuestion
from ..usecases.enter_enquiry import EnquiryRevision, NewEnquiry

_COUNCIL = "Rat der Stadt Braunschweig"


def _numbered(questions: tuple[str, ...]) -> tuple[AskedQuestion, ...]:
    return tuple(AskedQuestion(number, text) for number, text in enumerate(questions, 1))


class EnquiryCreate(Body):
    """An enquiry as a clerk enters it; internal unless `public` says otherwise."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "city": "braunschweig",
                    "name": "Stand der digitalen Bauakten",
                    "reference": "26-20101",
                    "receivedOn": "2026-10-26",
                    "askers": ["Fraktion Ahorn"],
                    "questions": ["Wie viele Bauakten sind digital?", "Wann folgen die übrigen?"],
                    "intendedBody": _COUNCIL,
                    "intendedFor": "2026-11-10",
                    "public": True,
                }
            ]
        }
    )

    city: City
    name: str = Field(min_length=1, max_length=500, description="Betreff", examples=["Digitale Bauakten"])
    reference: str | None = Field(None, min_length=1, max_length=60, examples=["26-20101"])
    date: Day | None = Field(None, description="That the enquiry bears")
    received_on: Day | None = Field(None, description="When it came in; else `date` counts")
    askers: tuple[str, ...] = Field((), max_length=20, description="Faction or person, as printed")
    facts: str | None = Field(None, max_length=50_000, description="Sachverhalt")
    claimed_state: str | None = Field(None, max_length=500, description="The state of affairs it claims")
    questions: tuple[str, ...] = Field((), max_length=50, description="In their order, 1 to n")
    intended_body: str | None = Field(None, min_length=2, max_length=200, examples=[_COUNCIL])
    intended_for: Day | None = Field(None, description="The sitting it is meant for")
    public: bool = False

    @model_validator(mode="after")
    def _of_a_body(self) -> "EnquiryCreate":
        if self.intended_for and not self.intended_body:
            raise ValueError("a sitting is one of a body: intendedBody is missing")
        return self

    def to_command(self) -> NewEnquiry:
        """The command it describes."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return NewEnquiry(**{**values, "questions": _numbered(self.questions)})


class AnswerSaid(Body):
    """What became of one question, where the answer itself does not say it or was read wrongly."""

    number: int = Field(strict=True, ge=1, le=99)
    state: AnswerState = Field(description="answered | partly | deferred")
    text: str | None = Field(None, max_length=50_000, description="The answer; else as it was read")
    until: Day | None = Field(None, description="Until when the rest is put off")


class EnquiryChange(Body):
    """What a clerk changes of an enquiry; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"receivedOn": "2026-10-23", "reason": "Eingangsstempel des Ratsbüros"}]
        }
    )

    received_on: Day | None = Field(None, description="When it came in")
    claimed_state: str | None = Field(None, max_length=500, description="The state of affairs it claims")
    facts: str | None = Field(None, max_length=50_000, description="Sachverhalt")
    askers: tuple[str, ...] | None = Field(None, max_length=20, description="Faction or person, as printed")
    questions: tuple[str, ...] | None = Field(None, max_length=50, description="All of them, 1 to n")
    intended_body: str | None = Field(None, min_length=2, max_length=200, examples=[_COUNCIL])
    intended_for: Day | None = Field(None, description="The sitting it is meant for")
    answer_paper_id: UUID | None = Field(None, description="The paper (Stellungnahme) that answers it")
    answers: tuple[AnswerSaid, ...] = Field((), max_length=50, description="Of single questions")
    reason: str | None = Field(None, max_length=2000)

    def to_command(self) -> EnquiryRevision:
        """The command it describes."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        said = tuple(Answer(one.number, one.text, one.state, one.until) for one in self.answers)
        asked = None if self.questions is None else _numbered(self.questions)
        return EnquiryRevision(**{**values, "answers": said, "questions": asked})
