"""Enquiries out of papers: what one that asks and one that answers say, and whether they belong together."""

import re
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sachstand_common.identifiers import bare_reference

from .enquiries import Asked, Given, Sitting
from .organizations import name_key
from .papers import Paper

T = TypeVar("T")
_ANSWERING = re.compile(r"(?P<asked>\d{2,4}-\d{3,6})-\d{1,2}")
"""Braunschweig numbers an answer behind its enquiry: 21-15468-01 answers 21-15468."""


def asked_in(paper_id: UUID, paper: Paper, known: Asked | None) -> Asked:
    """What a paper asks; what it does not print, and what a clerk entered, stays as it is known.

    It counts as received on the day it bears, unless somebody says otherwise.
    """
    known = known or Asked(paper_id=paper_id, name=paper.name)
    return Asked(
        paper_id=paper_id,
        name=paper.name,
        reference=paper.reference or known.reference,
        askers=paper.originators or known.askers,
        asker_ids=paper.originator_ids or known.asker_ids,
        received_on=known.received_on or paper.date,
        facts=paper.facts or known.facts,
        claimed_state=paper.claimed_state or known.claimed_state,
        questions=paper.questions or known.questions,
        public=paper.public,
    )


def given_in(paper_id: UUID, paper: Paper) -> Given:
    """What a paper answers: as many questions as it answers, their text unknown."""
    return Given(
        paper_id=paper_id,
        name=paper.name,
        name_printed=paper.name_printed,
        reference=paper.reference,
        date=paper.date,
        claimed_state=paper.claimed_state,
        answers=paper.answers,
        public=paper.public,
    )


def sitting_of(paper: Paper) -> Sitting | None:
    """The sitting a paper was meant for: the first it prints as public, else the first."""
    step = next((one for one in paper.stations if one.public), next(iter(paper.stations), None))
    if step is None:
        return None
    return Sitting(date=step.date, body=step.organization_name, public=paper.public and bool(step.public))


def number_of(reference: str | None, *, answering: bool) -> str | None:
    """The number under which both papers of an enquiry are found; None where the reference tells none."""
    bare = bare_reference(reference) if reference else None
    if bare is None or not answering:
        return bare
    match = _ANSWERING.fullmatch(bare)
    return match["asked"] if match else None


def counterpart(asked: Asked, answers: Sequence[Given]) -> Given | None:
    """The one answer that speaks of an enquiry; two that both could are left to a clerk."""
    return _only([one for one in answers if _by_number(asked, one)]) or _only(
        [one for one in answers if _by_name(asked, one)]
    )


def asked_for(given: Given, enquiries: Sequence[Asked]) -> Asked | None:
    """The one enquiry of which an answer speaks; of two that both could be meant, none."""
    return _only([one for one in enquiries if _by_number(one, given)]) or _only(
        [one for one in enquiries if _by_name(one, given)]
    )


def _by_number(asked: Asked, given: Given) -> bool:
    number = number_of(given.reference, answering=True)
    return number is not None and number == number_of(asked.reference, answering=False)


def _by_name(asked: Asked, given: Given) -> bool:
    """Under the same subject, and not before it was asked; a number that names another enquiry denies it."""
    number, own = number_of(given.reference, answering=True), number_of(asked.reference, answering=False)
    if number is not None and own is not None and number != own:
        return False
    early = given.date is not None and asked.received_on is not None and given.date < asked.received_on
    return given.name_printed and name_key(asked.name) == name_key(given.name) and not early


def _only(found: Sequence[T]) -> T | None:
    return found[0] if len(found) == 1 else None
