"""Is it a smart-city project at all? Three questions (strategy, chapter 4.4), each answered with a reason."""

from dataclasses import dataclass
from datetime import date

from sachstand_common.errors import Conflict, RuleViolated


class NotASmartCityProject(Conflict):
    """The project fails at least one of the three questions that make a smart-city project."""

    code = "not_a_smart_city_project"


class ReasonRequired(RuleViolated):
    """This needs a reason."""


@dataclass(frozen=True)
class Answer:
    """Yes or no, and why."""

    met: bool
    reason: str


@dataclass(frozen=True)
class Eligibility:
    """The outcome of the assessment, recorded whichever way it went."""

    digital_technology: Answer
    public_service: Answer  # kommunale Daseinsvorsorge
    sustainable_city: Answer  # nachhaltige und lebenswerte Stadt
    assessed_on: date
    assessor: str | None = None

    def unmet(self) -> tuple[str, ...]:
        """The questions answered with no."""
        answers = {
            "digitalTechnology": self.digital_technology,
            "publicService": self.public_service,
            "sustainableCity": self.sustainable_city,
        }
        return tuple(name for name, answer in answers.items() if not answer.met)


def checked(eligibility: Eligibility) -> Eligibility:
    """The assessment, when every answer has its reason."""
    answers = (eligibility.digital_technology, eligibility.public_service, eligibility.sustainable_city)
    if not all(answer.reason.strip() for answer in answers):
        raise ReasonRequired()
    return eligibility
