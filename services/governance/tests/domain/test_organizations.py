"""Founding, closing and naming bodies."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.organizations import (
    AdvisoryBoardOutsideForum,
    Alias,
    FoundingReferenceRequired,
    OpenMeetings,
    Organization,
    OrganizationKind,
    OrganizationKindExists,
    OrganizationNotActive,
    OrganizationState,
    check_active,
    check_place,
    check_single,
    close,
    found,
    normalise_name,
    provisional,
    resolve,
    transitions,
)
from sachstand_governance.domain.transitions import ReasonRequired, TransitionNotAllowed

DAY = date(2021, 3, 24)


def organization(kind: OrganizationKind, state: str = "announced", **more: object) -> Organization:
    base = Organization(City.BRAUNSCHWEIG, str(kind), str(kind).title(), kind, OrganizationState(state))
    return replace(base, **more)  # type: ignore[arg-type]


def test_an_announced_board_is_founded_with_a_reference_and_a_day() -> None:
    board = found(organization(OrganizationKind.BOARD), DAY, "Verfügung 1")

    assert (board.state, board.valid_from, board.founding_reference) == ("active", DAY, "Verfügung 1")


def test_a_board_is_not_founded_without_something_to_cite() -> None:
    with pytest.raises(FoundingReferenceRequired):
        found(organization(OrganizationKind.BOARD), DAY, " ")


def test_a_body_is_founded_once() -> None:
    with pytest.raises(TransitionNotAllowed):
        found(organization(OrganizationKind.BOARD, "active"), DAY, "again")


@pytest.mark.parametrize("parent", [None, organization(OrganizationKind.BOARD)])
def test_an_advisory_board_belongs_into_the_forum(parent: Organization | None) -> None:
    with pytest.raises(AdvisoryBoardOutsideForum):
        check_place(OrganizationKind.ADVISORY_BOARD, City.BRAUNSCHWEIG, parent)
    check_place(OrganizationKind.ADVISORY_BOARD, City.BRAUNSCHWEIG, organization(OrganizationKind.FORUM))


def test_an_advisory_board_belongs_into_the_forum_of_its_own_city() -> None:
    with pytest.raises(AdvisoryBoardOutsideForum):
        check_place(OrganizationKind.ADVISORY_BOARD, City.STUTTGART, organization(OrganizationKind.FORUM))


@given(st.sampled_from(OrganizationKind), st.sampled_from(OrganizationState), st.sampled_from(City))
def test_a_city_has_one_active_council_board_and_forum(
    kind: OrganizationKind, state: OrganizationState, city: City
) -> None:
    there = replace(organization(kind), state=state, city=city)
    mine = organization(kind, "active")
    single = kind in {"council", "board", "forum"} and state == "active" and city is City.BRAUNSCHWEIG

    if single:
        with pytest.raises(OrganizationKindExists):
            check_single(mine, [there])
    else:
        check_single(mine, [there])


def test_a_body_with_an_invitation_out_is_not_closed() -> None:
    board = organization(OrganizationKind.BOARD, "active")

    with pytest.raises(OpenMeetings):
        close(board, DAY, "dissolved", ["7"])
    with pytest.raises(ReasonRequired):
        close(board, DAY, "", [])
    assert close(board, DAY, "dissolved", []).valid_to == DAY


def test_the_ways_out_of_a_state_say_what_they_lack() -> None:
    (only,) = transitions(organization(OrganizationKind.BOARD, "active"), ["7"])

    assert (only.to, only.lacks, only.needs) == ("closed", ("open_meetings",), ("reason",))


@pytest.mark.parametrize("state", ["announced", "provisional", "closed"])
def test_only_a_working_body_meets(state: str) -> None:
    with pytest.raises(OrganizationNotActive):
        check_active(organization(OrganizationKind.BOARD, state))


STUTTGART = Organization(
    City.STUTTGART,
    "verwaltungsausschuss",
    "Verwaltungsausschuss",
    OrganizationKind.MAIN_COMMITTEE,
    OrganizationState.ACTIVE,
    (
        Alias(
            "Verwaltungsausschuss des Gemeinderats der Landeshauptstadt Stuttgart", None, date(2030, 12, 31)
        ),
    ),
)


@pytest.mark.parametrize(
    "printed",
    [
        "Verwaltungsausschuss des Gemeinderats der Landeshauptstadt Stuttgart",
        "  Verwaltungsausschuss  des Gemeinderats der Landeshauptstadt STUTTGART ",
        "Verwaltungsausschuss",
    ],
)
def test_a_body_is_known_by_the_names_documents_print(printed: str) -> None:
    assert resolve(printed, DAY, [STUTTGART]) is STUTTGART


def test_a_name_holds_in_its_own_days_only() -> None:
    assert resolve(STUTTGART.aliases[0].label, date(2031, 1, 1), [STUTTGART]) is None


def test_an_ambiguous_name_stays_unresolved() -> None:
    assert resolve("Verwaltungsausschuss", DAY, [STUTTGART, replace(STUTTGART, key="other")]) is None


def test_an_unknown_name_becomes_provisional_and_is_found_again() -> None:
    body = provisional(City.STUTTGART, "Ausschuss für  Wunder und Weiteres")

    assert (body.state, body.kind, body.key) == (
        "provisional",
        "committee",
        "provisional-ausschuss-fuer-wunder-und-weiteres",
    )
    assert resolve("Ausschuss für Wunder und Weiteres", DAY, [body]) is body


@given(st.text(max_size=80))
def test_a_normalised_name_stays_as_it_is(printed: str) -> None:
    assert normalise_name(normalise_name(printed)) == normalise_name(printed)
