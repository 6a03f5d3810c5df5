"""When a decision is a resolution, and what it does to each item of the motion."""

from uuid import uuid4

import pytest

from sachstand_ratsinfo.domain.consultations import Consultation, is_same_step, kind_of
from sachstand_ratsinfo.domain.contents import MotionItem
from sachstand_ratsinfo.domain.resolutions import (
    ResolutionState,
    is_complete,
    is_last_word,
    item_outcomes,
    verdict,
)

MOTION = (
    MotionItem("1", "…", "acknowledgement"),
    MotionItem("2", "…", "decision"),
    MotionItem("3", "…", "decision"),
)


def step(kind="council", role="decision", authoritative=None, name="Rat"):
    return Consultation(
        paper_id=uuid4(), city=None, name="x", organization_name=name, organization_kind=kind, role=role,
        authoritative=authoritative,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("points", "outcome", "results", "state"),
    [
        ({}, "by_consensus", ["noted", "adopted", "adopted"], ResolutionState.ADOPTED),
        ({"2": "rejected"}, "majority", ["noted", "rejected", "adopted"], ResolutionState.ADOPTED),
        (
            {"2": "rejected", "3": "rejected"},
            "majority",
            ["noted", "rejected", "rejected"],
            ResolutionState.REJECTED,
        ),
        ({"2": "postponed"}, "majority", ["noted", "adopted"], ResolutionState.ADOPTED),
        ({}, "rejected", ["rejected", "rejected", "rejected"], ResolutionState.REJECTED),
        ({}, "noted", ["noted", "noted", "noted"], None),
        ({}, "postponed", [], None),
        ({}, "adopted", ["noted", "adopted", "adopted"], ResolutionState.ADOPTED),
        ({}, "amended", ["noted", "amended", "amended"], ResolutionState.ADOPTED),
        ({"1": "noted", "3": "by_consensus"}, "split", ["noted", "adopted"], ResolutionState.ADOPTED),
        ({"3": "rejected"}, "split", ["rejected"], ResolutionState.REJECTED),
        ({"1": "noted"}, "split", ["noted"], None),
    ],
)
def test_a_resolution_is_made_item_by_item(points, outcome, results, state):
    items = item_outcomes(MOTION, points, outcome)

    assert [item.outcome for item in items] == results
    assert verdict(items, outcome) is state


def test_a_resolution_is_complete_when_no_item_was_left_open():
    whole, split = (
        item_outcomes(MOTION, points, o) for points, o in (({}, "majority"), ({"3": "rejected"}, "split"))
    )

    assert is_complete(MOTION, whole, "majority")
    assert not is_complete(MOTION, split, "split")
    assert is_complete((), (), "majority")
    assert not is_complete((), (), "split")


def test_a_paper_without_motion_follows_the_vote_on_the_whole():
    assert verdict(item_outcomes((), {}, "majority"), "majority") is ResolutionState.ADOPTED
    assert verdict((), "noted") is None


@pytest.mark.parametrize(
    ("taken", "others", "requires_council", "is_last"),
    [
        (step(), [], False, True),
        (step(role="acknowledgement"), [], False, False),
        (step(role="preliminary"), [], False, False),
        (step(kind="board"), [], False, False),
        (step(kind="main_committee", authoritative=True), [], False, True),
        (step(kind="main_committee", authoritative=True), [], True, False),
        (step(kind="committee"), [step(authoritative=True)], False, False),
        (step(kind="committee"), [], False, True),
    ],
)
def test_only_the_last_word_of_a_council_organ_resolves(taken, others, requires_council, is_last):
    assert is_last_word(taken, others, requires_council=requires_council) is is_last


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rat der Stadt Braunschweig", "council"),
        ("Gemeinderat", "council"),
        ("Verwaltungsausschuss des Gemeinderats der Landeshauptstadt Stuttgart", "main_committee"),
        ("Finanz- und Personalausschuss", "committee"),
        ("Smart-City-Board", "board"),
        ("Ortsrat Mitte", None),
    ],
)
def test_a_printed_name_tells_the_kind_of_body(name, kind):
    assert kind_of(name) == kind


def test_the_council_is_the_council_with_or_without_its_town():
    assert is_same_step(step(name="Rat der Stadt Braunschweig"), "Rat", None, None)
    assert not is_same_step(step(name="Rat", kind="council"), "Verwaltungsausschuss", "main_committee", None)
