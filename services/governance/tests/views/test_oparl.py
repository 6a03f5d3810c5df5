"""What agendas, meetings and mandates contribute to OParl, from their public views."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_common.oparl.forms import Kind, Place
from sachstand_common.oparl.repairs import Found
from sachstand_governance.domain.agendas import AgendaItem
from sachstand_governance.domain.files import KnownFile, places_of, record_of_item, record_of_meeting
from sachstand_governance.domain.mandates import Capacity
from sachstand_governance.domain.meetings import Body, MeetingState
from sachstand_governance.domain.mirrors import meeting_of
from sachstand_governance.domain.organizations import OrganizationKind
from sachstand_governance.domain.units import UnitKind
from sachstand_governance.domain.votes import CARRIED, Outcome
from sachstand_governance.views.oparl_agendas import agenda_forms
from sachstand_governance.views.oparl_mandates import mandate_forms
from sachstand_governance.views.oparl_meetings import meeting_forms
from sachstand_governance.views.oparl_organizations import organization_forms, unit_forms

POINTS = [
    {"number": "1", "text": "Der Bericht", "kind": "acknowledgement"},
    {"number": "2", "text": "Der Antrag", "kind": "decision"},
    {"number": "3", "text": None, "kind": "decision"},
]
names = st.text(min_size=1, max_size=40)


def item(**more):
    values = {"number": "1", "title": "Gegenstand", "outcome": None, "resultText": None, "points": POINTS}
    return {"id": str(uuid4()), "consultationId": None, **values, **more}


def agenda(*items):
    return {"city": "stuttgart", "meetingId": str(uuid4()), "items": list(items)}


def meeting(**more):
    times = {"startsAt": None, "endsAt": None, "convenedOn": None}
    body = {"organizationId": str(uuid4()), "organizationName": "Rat", "city": "stuttgart"}
    return {
        **times,
        **body,
        "start": "2026-11-02",
        "state": "scheduled",
        "number": None,
        "place": None,
        **more,
    }


def mandate(**more):
    values = {"capacity": "member", "voting": None, "validFrom": None, "validTo": None}
    body = {"city": "stuttgart", "organizationId": str(uuid4())}
    person = {"holderKind": "person", "holder": "Erika Mustermann", "personId": None}
    return {**values, **body, **person, **more}


def shown(**more):
    (form,) = agenda_forms(uuid4(), agenda(item(**more)))
    return form.values


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_german_result_and_no_text_that_was_not_decided(outcome):
    values = shown(outcome=outcome, resultText="So steht es in der Niederschrift.")

    assert values["result"]
    as_moved = outcome in CARRIED - {Outcome.AMENDED}
    moved = "1. Der Bericht (zur Kenntnis genommen)\n2. Der Antrag\n" if as_moved else ""
    assert values["resolutionText"] == f"{moved}So steht es in der Niederschrift."


def test_an_item_that_nobody_dealt_with_has_no_result_and_no_resolution():
    assert (shown()["result"], shown()["resolutionText"]) == (None, None)


@given(st.integers(0, 30))
def test_items_are_counted_from_nought_in_the_order_of_the_agenda(number):
    view = agenda(*(item(number=f"{n}a") for n in range(number)))

    forms = agenda_forms(uuid4(), view)

    assert [form.values["order"] for form in forms] == list(range(number))
    assert [form.values["number"] for form in forms] == [one["number"] for one in view["items"]]
    assert [form.places[0].order for form in forms] == list(range(number))


@pytest.mark.parametrize("state", [s for s in MeetingState if s is not MeetingState.DRAFT])
def test_every_public_state_of_a_meeting_has_a_word_and_one_that_was_called_off_is_cancelled(state):
    form, *_ = meeting_forms(uuid4(), meeting(state=state))

    assert form.values["meetingState"] in {"terminiert", "eingeladen", "durchgeführt"}
    assert form.values["cancelled"] == (state in ("cancelled", "postponed"))


@given(st.dates(date(2001, 1, 1), date(2049, 12, 31)))
def test_a_day_without_a_time_of_day_is_mirrored_as_what_it_is(day):
    form, *_ = meeting_forms(uuid4(), meeting(start=day.isoformat()))

    body = Body(uuid4(), City.STUTTGART, "rat", "Rat", OrganizationKind.COUNCIL)
    mirrored = meeting_of(Found(Kind.MEETING, "https://ris.example/m/1", dict(form.values)), body)

    assert (mirrored.start, mirrored.starts_at) == (day, None)


@given(names, names)
def test_a_place_is_one_location_for_all_meetings_of_a_city_that_name_it_so(one, other):
    def places(text, city="stuttgart"):
        return [(f.kind, f.id) for f in meeting_forms(uuid4(), meeting(place=text, city=city))[1:]]

    same = " ".join(one.split()) == " ".join(other.split())
    assert (places(one) == places(other)) is same
    assert places(one) == places(f"  {one}\n")
    assert not one.split() or places(one) != places(one, "braunschweig")


@given(names)
def test_a_person_is_the_same_in_every_mandate_of_a_city_and_says_the_same_in_each(name):
    first, second = [mandate_forms(uuid4(), mandate(holder=one)) for one in (name, f" {name}\t")]

    assert [f.kind for f in first] == [Kind.PERSON, Kind.MEMBERSHIP]
    assert first[0] == second[0]
    assert first[0].id != mandate_forms(uuid4(), mandate(holder=name, city="braunschweig"))[0].id
    known = uuid4()
    assert mandate_forms(uuid4(), mandate(holder=name, personId=str(known)))[0].id == known


def test_roles_and_groups_are_no_persons_and_every_capacity_has_a_word():
    assert [mandate_forms(uuid4(), mandate(holderKind=kind)) for kind in ("role", "group")] == [(), ()]
    words = [mandate_forms(uuid4(), mandate(capacity=one))[1].values["role"] for one in Capacity]
    assert len(set(words)) == len(Capacity)


def test_every_kind_of_body_and_unit_has_its_words_and_an_unknown_one_has_none():
    def words(forms, kind):
        base = {"city": "stuttgart", "name": "Name", "code": "X 1", "parentId": None, "kind": kind}
        (form,) = forms(uuid4(), {**base, "validFrom": None, "validTo": None})
        return form.values["organizationType"], form.values["classification"]

    known = [k for k in OrganizationKind if k is not OrganizationKind.UNKNOWN]
    assert all(all(words(organization_forms, kind)) for kind in known)
    assert all(all(words(unit_forms, kind)) for kind in UnitKind)
    assert words(organization_forms, OrganizationKind.UNKNOWN) == (None, None)


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_the_record_of_an_item_is_its_resolution_where_one_was_passed(outcome):
    place = record_of_item(AgendaItem(uuid4(), "1", "Gegenstand", outcome=outcome))

    passed = outcome in CARRIED or outcome is Outcome.REJECTED
    assert place.slot == ("resolutionFile" if passed else "auxiliaryFile")


def test_what_is_derived_stands_by_its_master_and_what_belongs_nowhere_yet_nowhere():
    file = KnownFile(uuid4(), None, "a", "a.txt", 1, "0", minutes_id=uuid4(), role="main")
    record = record_of_meeting(uuid4())
    master = uuid4()
    derived = KnownFile(
        uuid4(), None, "b", "b.txt", 1, "1", minutes_id=uuid4(), role="annex", master_id=master
    )

    assert places_of(file, record) == (record,)
    assert places_of(file, None) == ()
    assert places_of(derived, record) == (Place(Kind.FILE, master, "derivativeFile", 2),)
