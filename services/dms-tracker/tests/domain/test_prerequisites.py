from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_dms_tracker.domain.histories import begin, is_gapless
from sachstand_dms_tracker.domain.meetings import CouncilMeeting, expected_after
from sachstand_dms_tracker.domain.prerequisite_steps import (
    EvidenceRequired,
    PaperRequired,
    SecondPersonRequired,
    fulfil,
    leave,
    prerequisite_steps,
    request,
    waive,
)
from sachstand_dms_tracker.domain.prerequisites import (
    Citation,
    Evidence,
    Expected,
    Kind,
    PaperRef,
    Prerequisite,
    Scope,
    Status,
)
from sachstand_dms_tracker.domain.resolutions import (
    PaperKey,
    Resolution,
    adopt,
    adopt_known,
    expect,
    is_about,
    reject,
    rescind,
)
from sachstand_dms_tracker.domain.transitions import ReasonRequired, TransitionReserved

KNOWN, DECIDED = date(2021, 3, 24), date(2021, 5, 11)
PAPER = uuid4()
statuses = st.sampled_from(list(Status))
kinds = st.sampled_from(list(Kind))
outcomes = st.sampled_from(
    [
        "unanimous",
        "by_consensus",
        "majority",
        "amended",
        "noted",
        "postponed",
        "referred",
        "withdrawn",
        "rejected",
    ]
)
bodies = st.sampled_from(["council", "main_committee", "committee", "board", None])
items = st.lists(st.sampled_from(["adopted", "noted", "rejected"]), max_size=3).map(tuple)


def prerequisite(status=Status.REQUESTED, kind=Kind.COUNCIL_CONSENT, **values):
    return Prerequisite(
        rollout_id=uuid4(),
        rollout_key="personalakte",
        rollout_title="Personalakte",
        unit_codes=("Abt 10.1",),
        city=City.BRAUNSCHWEIG,
        key="consent",
        kind=kind,
        subject="Zustimmung",
        citation=Citation("Niedersächsisches Beamtengesetz (NBG)", "§ 92a Abs. 2"),
        scope=Scope.ROLLOUT,
        status=status,
        history=begin(status, KNOWN),
        **values,
    )


def resolution(outcome="majority", body="council", item_outcomes=(), day=DECIDED, **paper):
    key = PaperKey(City.BRAUNSCHWEIG, PAPER, **paper)
    return Resolution(key, body, "Rat der Stadt Braunschweig", outcome, item_outcomes, day, uuid4())


@given(statuses, bodies, outcomes, items)
def test_only_the_adopted_resolution_of_the_council_fulfils_its_consent(status, body, outcome, item_outcomes):
    before = prerequisite(status)

    after = adopt(before, resolution(outcome, body, item_outcomes))

    carried = outcome in {"unanimous", "by_consensus", "majority", "amended"}
    counts = body == "council" and carried and (not item_outcomes or "adopted" in item_outcomes)
    settled = status in (Status.FULFILLED, Status.NOT_REQUIRED)
    assert (after.status is Status.FULFILLED) == (status is Status.FULFILLED or (counts and not settled))
    assert is_gapless(after.history)
    assert adopt(after, resolution(outcome, body, item_outcomes)).history == after.history


@given(statuses, st.sampled_from([Status.FULFILLED, Status.REFUSED, Status.REVOKED]))
def test_nobody_decides_for_the_council(status, to):
    before = prerequisite(status)
    if to not in {step.to for step in prerequisite_steps(before)}:
        return

    proof = Evidence("21-15671")
    by_hand = {Status.FULFILLED: lambda: fulfil(before, proof, DECIDED)}

    with pytest.raises(TransitionReserved):
        by_hand.get(to, lambda: leave(before, to, DECIDED, "because"))()


@given(kinds.filter(lambda k: k is not Kind.COUNCIL_CONSENT))
def test_no_resolution_fulfils_what_the_administration_must_prove(kind):
    before = prerequisite(Status.OPEN, kind)

    assert adopt(before, resolution()) == before
    assert fulfil(before, Evidence("AVV 2026"), DECIDED).status is Status.FULFILLED
    with pytest.raises(EvidenceRequired):
        fulfil(before, Evidence(" "), DECIDED)


def test_a_late_resolution_never_breaks_the_history():
    before = prerequisite()

    after = adopt(before, resolution(day=date(2020, 1, 1)))

    assert after.since == KNOWN
    assert after.evidence.on == date(2020, 1, 1)


def test_a_rejected_motion_refuses_and_a_committee_only_recommends():
    assert reject(prerequisite(), resolution("rejected")).status is Status.REFUSED
    assert reject(prerequisite(), resolution("rejected", "committee")).status is Status.REQUESTED


def test_a_rescinded_resolution_revokes_what_it_fulfilled_and_nothing_else():
    consent = resolution()
    fulfilled = adopt(prerequisite(), consent)

    assert rescind(fulfilled, consent).status is Status.REVOKED
    assert rescind(fulfilled, resolution()).status is Status.FULFILLED
    assert rescind(prerequisite(), consent).status is Status.REQUESTED


def test_not_required_needs_a_reason_and_a_second_person():
    before = prerequisite(Status.OPEN, Kind.NECESSITY)

    with pytest.raises(ReasonRequired):
        waive(before, None, "anna", DECIDED)
    proposed = waive(before, "scanned in house", "anna", DECIDED)
    with pytest.raises(SecondPersonRequired):
        waive(proposed, None, "anna", DECIDED)
    confirmed = waive(proposed, None, "bert", DECIDED)

    assert proposed.status is Status.OPEN
    assert (confirmed.status, confirmed.reason) == (Status.NOT_REQUIRED, "scanned in house")


def test_a_request_names_a_paper():
    before = prerequisite(Status.OPEN)

    with pytest.raises(PaperRequired):
        request(before, PaperRef(title="some paper"), DECIDED)

    after = request(before, PaperRef(planned_on=DECIDED), DECIDED)
    assert (after.status, after.expected.on) == (Status.REQUESTED, DECIDED)


def test_a_request_may_name_the_paper_that_really_came():
    drafted = prerequisite(paper=PaperRef(paper_id=uuid4(), planned_on=DECIDED))
    came = PaperRef("21-15672", planned_on=DECIDED)
    adopted = Resolution(
        PaperKey(City.BRAUNSCHWEIG, uuid4(), "21-15672"), "council", "Rat", "majority", (), DECIDED, uuid4()
    )
    assert adopt_known(uuid4(), drafted, [adopted]).status is Status.REQUESTED

    renamed = request(drafted, came, DECIDED)

    assert (renamed.paper, renamed.history) == (came, drafted.history)
    assert adopt_known(uuid4(), renamed, [adopted]).status is Status.FULFILLED


def test_a_paper_is_recognised_by_prerequisite_then_id_then_reference():
    known = prerequisite(paper=PaperRef("21-15671", PAPER))
    id, other = uuid4(), uuid4()

    assert is_about(id, known, PaperKey(City.BRAUNSCHWEIG, prerequisite_id=id))
    assert not is_about(id, known, PaperKey(City.BRAUNSCHWEIG, PAPER, prerequisite_id=other))
    assert is_about(id, known, PaperKey(City.BRAUNSCHWEIG, PAPER))
    assert not is_about(id, known, PaperKey(City.BRAUNSCHWEIG, other, "21-15671"))
    assert is_about(id, replace(known, paper=PaperRef("DS 21-15671")), PaperKey(None, other, "ds  21-15671"))
    assert not is_about(id, known, PaperKey(City.STUTTGART, PAPER))


def test_a_paper_on_its_way_keeps_its_id_and_the_day_of_the_council():
    known = prerequisite(paper=PaperRef(planned_on=DECIDED), expected=Expected(DECIDED))

    after = expect(known, PaperKey(City.BRAUNSCHWEIG, PAPER, "21-15671"), date(2021, 6, 8), uuid4(), KNOWN)

    assert (after.paper.paper_id, after.paper.planned_on) == (PAPER, DECIDED)
    assert after.expected.on == date(2021, 6, 8)


def sitting(on, state="scheduled", id=None):
    return CouncilMeeting(id or uuid4(), City.BRAUNSCHWEIG, on, state)


def test_the_expected_day_follows_the_sittings_of_the_council():
    asked = prerequisite(expected=Expected(DECIDED))
    may, june = sitting(DECIDED), sitting(date(2021, 6, 8))

    confirmed = expected_after(asked, [may], KNOWN)
    asked = replace(asked, expected=confirmed)
    moved = expected_after(asked, [replace(may, on=date(2021, 5, 18), state="postponed")], KNOWN)
    replaced = expected_after(asked, [replace(may, state="cancelled"), june], KNOWN)
    lost = expected_after(asked, [replace(may, state="cancelled")], KNOWN)

    assert (confirmed.on, confirmed.meeting_id, confirmed.state) == (DECIDED, may.id, "scheduled")
    assert (moved.on, moved.state) == (date(2021, 5, 18), "postponed")
    assert (replaced.on, replaced.meeting_id) == (june.on, june.id)
    assert (lost.on, lost.state) == (None, "cancelled")
    assert expected_after(replace(asked, status=Status.FULFILLED), [june], KNOWN) == confirmed


@given(statuses, items)
def test_a_split_resolution_of_the_council_settles_nothing(status, item_outcomes):
    before = prerequisite(status)
    split = resolution("split", item_outcomes=item_outcomes)

    assert adopt(before, split) == before
    assert reject(before, split) == before
