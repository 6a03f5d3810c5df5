"""What the objects of another system mean, whatever its server gets wrong."""

from datetime import date

import pytest

from sachstand_common.facts import City
from sachstand_common.oparl.crawler import crawl, find_body, first_page
from sachstand_common.oparl.forms import Kind
from sachstand_common.oparl.repairs import Found, native_id
from sachstand_common.oparl.upstream import Upstream
from sachstand_common.testing.oparl_source import FAULTS, fill_council
from sachstand_governance.domain.meetings import Body, MeetingState
from sachstand_governance.domain.mirrors import items_of, meeting_of, organization_of, outcome_of, seats_of
from sachstand_governance.domain.organizations import OrganizationKind, OrganizationState
from sachstand_governance.domain.votes import Outcome

TODAY = date(2026, 11, 24)
BODY = Body(native_id("http://x"), City.BRAUNSCHWEIG, "rat", "Rat", OrganizationKind.COUNCIL)


async def read(source):
    """All that a source says, as values of ours."""
    told = {}
    async with Upstream(source.url, private=True) as upstream:
        body = await find_body(upstream, source.url, None)
        for kind in (Kind.ORGANIZATION, Kind.PERSON, Kind.MEETING):
            start = first_page(upstream.within(body.list_url(kind)), None)
            async for page in crawl(upstream, kind, start):
                told.setdefault(kind, []).extend(one for one in page.objects if not one.deleted)
    listed = told[Kind.ORGANIZATION]
    organizations = [organization_of(one, City.BRAUNSCHWEIG, TODAY, native_id) for one in listed]
    meetings = [meeting_of(one, BODY) for one in told[Kind.MEETING]]
    seats = [seat for one in told[Kind.PERSON] for seat in seats_of(one)]
    agendas = [items_of(one) for one in told[Kind.MEETING]]
    return {
        "organizations": [(one.name, one.kind, one.state) for one in organizations],
        "seats": [(seat.values["role"], seat.organization.rpartition("/")[2]) for seat in seats],
        "meetings": [(one.start, one.starts_at.hour, one.state, one.place) for one in meetings],
        "items": [[(item.number, item.title, item.outcome) for item in items] for items in agendas],
    }


CLEAN = {
    "organizations": [
        ("Rat der Stadt", OrganizationKind.COUNCIL, OrganizationState.ACTIVE),
        ("Ausschuss für Haushalt", OrganizationKind.COMMITTEE, OrganizationState.ACTIVE),
        ("Fraktion Zukunft", OrganizationKind.FACTION, OrganizationState.ACTIVE),
    ],
    "seats": [("Mitglied", "0"), ("Mitglied", "1")],
    "meetings": [(date(2021, 2, 10 + n), 18, MeetingState.HELD, "Rathaus, Raum 1") for n in range(3)],
    "items": [[("Ö 1", "Haushalt 0", Outcome.UNANIMOUS), ("Ö 2", "Haushalt 1", Outcome.UNANIMOUS)]] * 3,
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_source_may_get_it_wrong(source, fault):
    source.faults.add(fault)
    fill_council(source)
    source.bury("Meeting", "9", modified="2021-06-01T08:00:00+02:00")

    assert await read(source) == CLEAN


@pytest.mark.parametrize("fault", ["empty list as 404", "empty list without envelope"])
async def test_an_empty_list_is_empty_however_it_is_told(source, fault):
    source.faults.add(fault)
    async with Upstream(source.url, private=True) as upstream:
        pages = [page async for page in crawl(upstream, Kind.MEETING, f"{source.base}/meetings")]

    assert [(page.objects, page.following) for page in pages] == [((), None)]


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("einstimmig beschlossen", Outcome.UNANIMOUS),
        ("Beschluss: mehrheitlich angenommen", Outcome.MAJORITY),
        ("mehrheitlich abgelehnt", Outcome.REJECTED),
        ("zur Kenntnis genommen", Outcome.NOTED),
        ("geändert beschlossen", Outcome.AMENDED),
        ("in den Bauausschuss verwiesen", Outcome.REFERRED),
        ("siehe Anlage", None),
        (None, None),
    ],
)
def test_a_result_is_what_its_words_say_and_nothing_else(result, outcome):
    assert outcome_of(result) is outcome


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rat der Stadt", OrganizationKind.COUNCIL),
        ("Stadtrat", OrganizationKind.COUNCIL),
        ("Ratsfraktion", OrganizationKind.FACTION),
        ("Verwaltungsausschuss", OrganizationKind.MAIN_COMMITTEE),
        ("Jugendhilfeausschuss", OrganizationKind.COMMITTEE),
        ("Beirat für Inklusion", OrganizationKind.UNKNOWN),
        ("Seniorenrat", OrganizationKind.UNKNOWN),
    ],
)
def test_the_kind_of_a_body_is_what_its_name_says(name, kind):
    found = Found(Kind.ORGANIZATION, "http://x/1", {"name": name, "organizationType": "Gremium"})

    assert organization_of(found, City.BRAUNSCHWEIG, TODAY, native_id).kind is kind


def test_midnight_is_no_time_of_day_and_an_end_before_the_beginning_is_none():
    day = {"start": "2021-02-10T00:00:00+01:00", "end": "2021-02-10T20:00:00+01:00"}
    back = {"start": "2021-02-10T18:00:00+01:00", "end": "2021-02-10T17:00:00+01:00", "cancelled": "ja"}

    first, second = (meeting_of(Found(Kind.MEETING, "http://x/1", values), BODY) for values in (day, back))

    assert (first.start, first.starts_at, first.ends_at) == (date(2021, 2, 10), None, None)
    assert (second.ends_at, second.state) == (None, MeetingState.CANCELLED)
