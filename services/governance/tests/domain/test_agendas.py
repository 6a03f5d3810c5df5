"""What is on the agenda, and when it no longer changes."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.agendas import (
    Agenda,
    AgendaEmpty,
    AgendaFrozen,
    AgendaItem,
    AgendaItemNotFound,
    ItemAlreadyDecided,
    ItemKind,
    ItemNumberTaken,
    Urgency,
    UrgencyNotRuled,
    add_item,
    deal_with,
    item_numbered,
    item_of,
    order_of,
    publish,
    record_item,
    undecided,
)
from sachstand_governance.domain.meetings import Body
from sachstand_governance.domain.organizations import OrganizationKind
from sachstand_governance.domain.rule_profiles import RuleProfile
from sachstand_governance.domain.votes import Outcome

BODY = Body(UUID(int=1), City.BRAUNSCHWEIG, "rat", "Rat der Stadt Braunschweig", OrganizationKind.COUNCIL)
EMPTY = Agenda(BODY, UUID(int=2), date(2021, 5, 11))
ITEM = AgendaItem(UUID(int=3), "4a", "Scannen der Personalakten")
COUNCIL = RuleProfile(City.BRAUNSCHWEIG, "rat", "§ 59 NKomVG", True, late_item_two_thirds=True)


def test_items_stand_in_the_order_of_their_printed_numbers() -> None:
    agenda = EMPTY
    for n, number in enumerate(["10", "4a", "4", "Ö 7", "4b"]):
        agenda = add_item(agenda, AgendaItem(UUID(int=50 + n), number, number))

    assert [i.number for i in agenda.items] == ["4", "4a", "4b", "10", "Ö 7"]


@given(st.lists(st.text(max_size=5)))
def test_any_printed_numbers_can_be_ordered(numbers: list[str]) -> None:
    assert sorted(numbers, key=order_of) == sorted(sorted(numbers), key=order_of)


def test_a_number_is_given_once() -> None:
    with pytest.raises(ItemNumberTaken):
        add_item(add_item(EMPTY, ITEM), replace(ITEM, id=UUID(int=4), number="4A"))


def test_a_published_agenda_does_not_change() -> None:
    published = publish(add_item(EMPTY, ITEM), ())

    assert published.edition == 1
    with pytest.raises(AgendaFrozen):
        add_item(published, replace(ITEM, number="5"))
    with pytest.raises(AgendaFrozen):
        publish(published, ())


def test_an_empty_agenda_is_not_published() -> None:
    with pytest.raises(AgendaEmpty):
        publish(EMPTY, ())


def test_a_late_item_with_a_ruling_makes_a_new_version() -> None:
    published = publish(add_item(EMPTY, ITEM), ())

    amended = add_item(published, replace(ITEM, number="5"), Urgency("Frist des Bundes"))

    assert amended.edition == 2
    assert amended.items[1].urgency == "Frist des Bundes"
    with pytest.raises(UrgencyNotRuled):
        add_item(published, replace(ITEM, number="5"), Urgency(" "))


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_council_extends_its_agenda_with_two_thirds_of_all_members(in_favour: int, members: int) -> None:
    published = publish(add_item(EMPTY, ITEM), ())
    late, urgency = replace(ITEM, number="5"), Urgency("eilig", in_favour, members)

    if 3 * in_favour >= 2 * members:
        assert add_item(published, late, urgency, COUNCIL).edition == 2
    else:
        with pytest.raises(UrgencyNotRuled):
            add_item(published, late, urgency, COUNCIL)


def test_an_item_is_dealt_with_once() -> None:
    agenda = deal_with(add_item(EMPTY, ITEM), ITEM.id, Outcome.MAJORITY)

    assert undecided(agenda) == ()
    with pytest.raises(ItemAlreadyDecided):
        deal_with(agenda, ITEM.id, Outcome.REJECTED)


def test_what_is_only_for_information_is_never_undecided() -> None:
    information = replace(ITEM, id=UUID(int=4), number="5", kind=ItemKind.INFORMATION)

    assert undecided(add_item(add_item(EMPTY, ITEM), information)) == ("4a",)
    assert undecided(None) == ()


def test_items_are_found_by_id_and_by_number() -> None:
    agenda = add_item(EMPTY, ITEM)

    assert item_numbered(agenda, "4A") == item_of(agenda, ITEM.id) == ITEM
    with pytest.raises(AgendaItemNotFound):
        item_of(agenda, UUID(int=99))


def test_what_minutes_say_fills_what_is_not_known_and_flags_what_contradicts() -> None:
    told = replace(ITEM, id=UUID(int=9), outcome=Outcome.REJECTED, result_text="abgelehnt")

    filled, item = record_item(add_item(EMPTY, ITEM), told)
    assert (item.id, item.outcome, item.contradictions) == (ITEM.id, Outcome.REJECTED, ())
    agenda = deal_with(add_item(EMPTY, ITEM), ITEM.id, Outcome.MAJORITY)
    flagged, item = record_item(agenda, told)
    assert (item.outcome, item.contradictions) == (Outcome.MAJORITY, ("abgelehnt",))
    assert record_item(flagged, told)[0] == flagged
    assert record_item(filled, told)[0] == filled
