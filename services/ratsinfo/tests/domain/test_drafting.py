"""Minutes from the draft to the seal: no order of steps changes what was approved, nor who may approve."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sachstand_common.errors import Problem
from sachstand_common.facts import City
from sachstand_common.transitions import ReasonRequired, TransitionNotAllowed
from sachstand_ratsinfo.domain import drafting
from sachstand_ratsinfo.domain.contents import Attendee, Contribution, ItemContent, MotionItem
from sachstand_ratsinfo.domain.drafting import (
    Hand,
    KeeperMayNotApprove,
    MinutesFromDocument,
    MinutesIncomplete,
    MinutesSealed,
    SittingNotPublic,
)
from sachstand_ratsinfo.domain.meetings import (
    KnownMeeting,
    MeetingNotHeld,
    MeetingNotOfBody,
    NotTheNextMeeting,
    Sitting,
    check_approving,
    next_meeting,
)
from sachstand_ratsinfo.domain.minutes import SEALED, Approval, Minutes, MinutesState, shown
from sachstand_ratsinfo.domain.promised import promised
from sachstand_ratsinfo.domain.record_items import (
    ItemText,
    RecordItem,
    TitleRequired,
    with_agenda,
    with_papers,
    with_texts,
)
from sachstand_ratsinfo.domain.seals import FIELDS, as_view, canonical, digest

DAY = date(2026, 5, 5)
AGENDA = (
    RecordItem(item_number="1", subject="Bänke", public=True),
    RecordItem(item_number="2", subject="Grundstück"),
)
KEEPER, CHAIR = Hand("keeper", DAY), "chair"
TEXT = {"chair": "BM Muster", "keeper": "Frau Beispiel", "attendance": (Attendee("Mitglieder", "RM Ahorn"),)}


def draft(**more):
    head = Minutes(city=City.BRAUNSCHWEIG, organization_name="Bauausschuss", meeting_date=DAY)
    return drafting.drafted(replace(head, state=MinutesState.DRAFT, **more), AGENDA)


def submitted(**more):
    return drafting.submitted(drafting.edited(draft(**more), TEXT, KEEPER), KEEPER)


def approval(by=CHAIR):
    return Approval(meeting_id=uuid4(), on=DAY + timedelta(7), by=by)


class Writing(RuleBasedStateMachine):
    """Anybody tries anything in any order."""

    def __init__(self):
        super().__init__()
        self.minutes, self.sealed, self.wrote = draft(), None, set()
        self.states = [MinutesState.DRAFT]

    def _try(self, step):
        before = self.minutes
        try:
            self.minutes = step(before)
        except Problem:
            return False
        if self.minutes.state is not before.state:
            self.states.append(self.minutes.state)
        return self.minutes != before

    @rule(who=st.sampled_from("abc"), text=st.sampled_from(["RM Ahorn", "RM Birke"]), why=st.text(max_size=2))
    def write(self, who, text, why):
        hand = Hand(who, DAY, why)
        if self._try(lambda m: drafting.edited(m, {**TEXT, "chair": text}, hand)):
            self.wrote.add(who)

    @rule(who=st.sampled_from("abc"))
    def submit(self, who):
        if self._try(lambda m: drafting.submitted(m, Hand(who, DAY))):
            self.wrote.add(who)

    @rule(why=st.sampled_from(["", "Zahl fehlt"]))
    def hand_back(self, why):
        self._try(lambda m: drafting.handed_back(m, Hand("x", DAY, why)))

    @rule(who=st.sampled_from("abcd"))
    def approve(self, who):
        if self._try(lambda m: drafting.approved(m, approval(who))):
            assert who not in self.wrote
            assert self.sealed is None
            self.sealed = canonical(as_view(self.minutes))

    @rule()
    def publish(self):
        self._try(drafting.published)

    @rule(why=st.sampled_from(["", "Personaldaten"]))
    def take_back(self, why):
        self._try(lambda m: drafting.depublished(m, why) if m.state in SEALED else m)

    @invariant()
    def what_was_approved_is_what_stands_there(self):
        assert (self.minutes.state in SEALED) is (self.sealed is not None)
        if self.sealed is not None:
            assert canonical(as_view(self.minutes)) == self.sealed
            assert self.minutes.seal.full == digest(as_view(self.minutes))
            assert self.minutes.approval.by not in self.minutes.writers

    @invariant()
    def only_published_minutes_are_public(self):
        assert self.minutes.public is (self.minutes.state is MinutesState.PUBLISHED)

    @invariant()
    def every_step_is_one_of_the_machine(self):
        arrows = {(source, a.target) for a in drafting.MACHINE for source in a.sources}
        assert all(pair in arrows for pair in zip(self.states, self.states[1:], strict=False))

    @invariant()
    def the_steps_that_are_offered_are_those_of_the_state(self):
        offered = {option.to for option in drafting.transitions(self.minutes)}
        assert offered == {a.target for a in drafting.MACHINE if self.minutes.state in a.sources}


TestWriting = Writing.TestCase
TestWriting.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@pytest.mark.parametrize("state", SEALED)
def test_a_sealed_text_is_not_changed(state):
    sealed = replace(drafting.approved(submitted(), approval()), state=state)

    with pytest.raises(MinutesSealed):
        drafting.edited(sealed, {"chair": "RM Anders"}, Hand("x", DAY, "Irrtum"))


def test_a_correction_of_a_submitted_text_is_kept_with_its_reason():
    with pytest.raises(ReasonRequired):
        drafting.edited(submitted(), {"chair": "RM Anders"}, KEEPER)

    after = drafting.edited(submitted(), {"chair": "RM Anders"}, Hand("other", DAY, "vertauscht"))

    (kept,) = after.corrections
    assert (kept.by, kept.reason, kept.fields) == ("other", "vertauscht", ("chair",))
    with pytest.raises(KeeperMayNotApprove):
        drafting.approved(after, approval("other"))


def test_imported_minutes_take_none_of_these_steps():
    recorded = Minutes(state=MinutesState.RECORDED)

    assert drafting.transitions(recorded) == ()
    with pytest.raises(MinutesFromDocument):
        drafting.edited(recorded, TEXT, KEEPER)
    with pytest.raises(TransitionNotAllowed):
        drafting.approved(recorded, approval())


def test_minutes_are_submitted_when_they_are_whole():
    with pytest.raises(MinutesIncomplete) as refused:
        drafting.submitted(draft(), KEEPER)

    assert refused.value.facts["missing"] == ["chair", "keeper", "attendance"]
    assert drafting.transitions(draft())[0].lacks[0] == "minutes_incomplete:chair"


def test_minutes_of_a_closed_sitting_have_no_public_item_and_are_not_published():
    sealed = drafting.approved(submitted(non_public=True), approval())

    assert [item.public for item in sealed.items] == [False, False]
    with pytest.raises(SittingNotPublic):
        drafting.published(sealed)


def test_contact_data_and_control_characters_are_never_kept():
    said = Contribution("RM Ahorn", None, None, None, "statement", "Erreichbar: ahorn@example.org\x07")
    text = ItemText(item_number="1", contributions=(said,))

    written = drafting.edited(draft(), {"items": (text,), "chair": "BM\x00 Muster"}, KEEPER)

    assert written.chair == "BM Muster"
    assert "example.org" not in str(as_view(written))
    assert "\x07" not in written.items[0].contributions[0].text


def test_the_result_is_what_the_text_says_and_nothing_is_counted_that_is_not_written():
    motion = (MotionItem("1", "Bänke aufstellen", "decision"),)
    clear = ItemText(item_number="1", motion_items=motion, result_text="Der Ausschuss stimmt einstimmig zu.")
    vague = ItemText(item_number="2", result_text="Man ist sich im Wesentlichen einig.")

    first, second = with_texts(AGENDA, (clear, vague))

    assert (first.outcome, first.mode, first.counts) == ("unanimous", "unanimous", None)
    assert (second.outcome, second.results) == (None, ())


def test_a_new_item_needs_a_title_and_is_not_public_unless_said_so():
    with pytest.raises(TitleRequired):
        with_texts(AGENDA, (ItemText(item_number="9"),))

    *_, new = with_texts(AGENDA, (ItemText(item_number="9", subject="Verschiedenes"),))

    assert new.public is False


def test_an_item_that_is_read_again_keeps_its_paper():
    known = (RecordItem(item_number="N 1", paper_id=BODY, tells_paper=True),)

    closed, open_one = with_papers((ItemContent(item_number="N 1"), ItemContent(item_number="1")), known)

    assert (closed.paper_id, closed.tells_paper) == (BODY, True)
    assert (open_one.paper_id, open_one.tells_paper) == (None, False)


ITEMS = st.lists(
    st.builds(RecordItem, item_number=st.sampled_from("12345"), subject=st.just("x"), public=st.booleans()),
    unique_by=lambda item: item.item_number,
)


@given(ITEMS, ITEMS)
def test_no_item_is_more_public_than_its_agenda_and_none_of_these_is_missing(items, agenda):
    after = {item.item_number: item for item in with_agenda(items, agenda)}

    assert set(after) == {item.item_number for item in (*items, *agenda)}
    assert all(not after[item.item_number].public for item in agenda if not item.public)
    assert with_agenda(after.values(), agenda) == tuple(after.values())


@given(ITEMS, st.text(max_size=20))
def test_the_public_seal_stands_for_the_public_text_alone(items, secret):
    one = replace(submitted(), items=tuple(items))
    other = replace(one, items=tuple(i if i.public else replace(i, subject=secret) for i in items))

    sealed = [drafting.approved(m, approval()) for m in (one, other)]

    assert sealed[0].seal.public == sealed[1].seal.public
    assert (sealed[0].seal.full == sealed[1].seal.full) is (one == other)
    assert shown(sealed[0]).seal.full == digest(as_view(shown(sealed[0])))


@pytest.mark.parametrize("field", ["chair", "keeper", "number", "session_kind", "organization_name"])
def test_every_word_of_the_text_is_sealed(field):
    minutes = submitted()

    assert digest(as_view(minutes)) != digest(as_view(replace(minutes, **{field: "anders"})))
    assert len(FIELDS) == len(set(FIELDS))


BODY, OTHER = UUID(int=1), UUID(int=2)
SITTING = Sitting(organization_id=BODY, day=DAY)
MEETINGS = st.lists(
    st.builds(
        KnownMeeting,
        id=st.uuids(),
        organization_id=st.sampled_from([BODY, OTHER]),
        start=st.dates(DAY - timedelta(3), DAY + timedelta(20)),
        called_off=st.booleans(),
    ),
    min_size=1,
    unique_by=lambda meeting: meeting.id,
)


@given(MEETINGS, st.data(), st.sampled_from([None, " ", "vertagt"]))
def test_minutes_are_approved_in_the_next_meeting_or_later_with_a_reason(known, data, reason):
    named = data.draw(st.sampled_from(known))
    today = DAY + timedelta(10)
    later = [m for m in known if m.organization_id == BODY and m.start > DAY and not m.called_off]
    first = min((m.start for m in later), default=None)

    def check():
        return check_approving(SITTING, named.id, known, today, reason)

    if named.organization_id != BODY or named.start <= DAY:
        with pytest.raises(MeetingNotOfBody):
            check()
    elif named.called_off or named.start > today:
        with pytest.raises(MeetingNotHeld):
            check()
    elif named.start != first and reason != "vertagt":
        with pytest.raises(NotTheNextMeeting) as refused:
            check()
        assert refused.value.facts["date"] == first.isoformat()
    else:
        assert check() == named
    assert (next_meeting(SITTING, known) is None) is (first is None)


PROMISE = "Die Verwaltung wird dem Bauausschuss bis zum 30.09.2026 über die Bänke am Ufer berichten."


def test_promises_are_found_in_debate_and_result_once_with_the_day_that_is_printed():
    said = Contribution("Herr Erle", None, None, "Tiefbauamt", "reply", f"Das ist bekannt. {PROMISE}")
    item = replace(AGENDA[0], contributions=(said,), result_text=f"{PROMISE} Damit ist es erledigt.")

    items = (item, AGENDA[1])
    ((promise, public),) = promised(replace(draft(public=True), items=items))

    assert (promise.text, promise.due, promise.due_label) == (PROMISE, date(2026, 9, 30), "30.09.2026")
    assert public is True
    assert promised(replace(draft(), items=items)) == ((promise, False),)
    assert promised(replace(draft(public=True), items=(replace(item, public=False),))) == ((promise, False),)
    assert promised(Minutes(contributions=(said,), meeting_date=DAY)) == ((promise, False),)
    assert promised(Minutes(result_text="Der Ausschuss stimmt zu.", meeting_date=DAY)) == ()
