"""The rules of the Sachstand, on views shaped as the services show them."""

# ruff: noqa: E501 - views as data read better in wide lines

import re
from datetime import date
from typing import Any

import pytest

from sachstand_common.facts import ENTERED_HERE
from sachstand_gateway.domain.library import Library
from sachstand_gateway.domain.papers import documents
from sachstand_gateway.domain.sachstand import LISTS, PARTS, compose
from sachstand_gateway.domain.statements import Material, Point
from sachstand_gateway.views.pages import render
from sachstand_gateway.views.sachstand import SachstandView
from sachstand_gateway.views.sachstand_page import shown

DAY = date(2021, 3, 24)


def view(id: str, **facts: Any) -> dict[str, Any]:
    source = {
        "document": "Antwort der Verwaltung",
        "date": "2021-03-24",
        "page": 2,
        "url": None,
        "note": None,
    }
    base = {
        "id": id,
        "created": "2026-11-02T10:00:00+01:00",
        "modified": "2026-11-03T11:00:00+01:00",
        "effective": "2021-03-24",
        "dating": "exact",
    }
    return {**base, "source": source, "city": "braunschweig", **facts}


def project(id: str, title: str, *fields: str, operation: str = "unknown") -> dict[str, Any]:
    known = {"status": operation, "dating": "undated", "since": None, "source": None}
    assigned = [{"key": field, "title": field.title(), "primary": True} for field in fields]
    return view(
        id,
        key=id,
        title=title,
        state="existing",
        fieldsOfAction=assigned,
        operation=known,
        boardSelected=False,
    )


def entry(kind: str, label: str, day: str | None, until: str | None = None) -> dict[str, Any]:
    return {
        "kind": kind,
        "label": label,
        "day": day,
        "until": until,
        "dating": "exact",
        "body": "Rat",
        "source": None,
    }


CONSENT = {
    "id": "p1", "kind": "council_consent", "kindLabel": "Vorherige Zustimmung des Rates", "subject": "Scannen",
    "state": "requested", "stateLabel": "beantragt", "citation": {"label": "§ 92a Abs. 2 NBG", "url": None},
    "paper": {"label": "Vorlage", "title": "Vorlage", "plannedOn": "2021-05-11"}, "expectedOn": None,
}  # fmt: skip


def lists() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS}
    chronicle = [
        entry("intended", "Bestätigung durch den Rat", None, "2020-03-31"),
        entry("intended", "Personalentscheidung", "2021-05-04"),
        entry("presented", "Der Presse vorgestellt", "2020-09-07"),
    ]
    found["strategies"] = [
        view("s", key="strategie", title="Smart-City-Strategie", edition="Januar 2020", documentDate="2020-01-15",
             paperReference=None, chronicle=chronicle, unknown=["Besetzung der Stabsstelle", "Tag eines Ratsbeschlusses"])
    ]  # fmt: skip
    found["evaluations"] = [
        view("e", strategyKey="strategie", strategyTitle="Smart-City-Strategie", state="unanchored",
             reason="Kein Ratsbeschluss.", anchoredOn=None, structureDue=None, fullDue=None)
    ]  # fmt: skip
    found["organizations"] = [
        view(
            "o1",
            name="Smart-City-Board",
            kind="board",
            state="announced",
            validFrom=None,
            chairRole="CDO",
            note=None,
        ),
        view("o2", name="Rat", kind="council", state="active", validFrom=None, chairRole=None, note=None),
        view(
            "o3", name="Fraktion", kind="faction", state="active", validFrom=None, chairRole=None, note=None
        ),
    ]
    found["meetings"] = [
        view("m1", organizationId="o2", start="2021-03-23", state="scheduled"),
        view("m2", organizationId="o2", start="2021-05-11", state="scheduled"),
    ]
    found["projects"] = [
        project("a", "WLAN", "infrastruktur", "tourismus", operation="known"),
        project("b", "Blog", "tourismus"),
    ]
    found["fields-of-action"] = [
        view("f1", key="energie", title="Energie"),
        view("f2", key="tourismus", title="Tourismus"),
        view("f3", key="infrastruktur", title="Infrastruktur"),
    ]
    amount = {"amount": "16330000", "hedge": "up_to", "currency": "EUR", "source": None}
    found["funding-applications"] = [
        view("g", title="Bewerbung", state="submitted", recorded=True, periodFrom=2022, periodTo=2026, ownPerCent="35",
             quotaPerCent="65", ownShareCheck="consistent_within_rounding", councilReference=None, programmeKey="x",
             volume=amount, grant=None, ownShare=None, scenario=None, gates=[],
             measures=[{"key": "M1", "title": "Simulation", "units": [], "paperPage": 4, "amount": None, "budget": None},
                       {"key": "M2", "title": None, "units": [], "paperPage": None, "amount": None, "budget": None}])
    ]  # fmt: skip
    quantity = {"subject": "stock", "value": 8000, "unit": "files", "hedge": "about", "basis": "estimated",
                "asOf": None, "label": "rund 8.000 Akten", "source": None}  # fmt: skip
    found["rollouts"] = [
        view("r", key="personalakte", title="Personalakte", wave="pilot", phase="productive", phaseLabel="Echtbetrieb",
             units=[{"code": "Abt 10.1", "name": None}], quantities=[quantity], totals=None, digitisedShare=None,
             tracks={"intro": {"state": "productive", "label": "Echtbetrieb", "since": "2020-06-01"},
                     "stock": {"state": "preparing", "label": "in Vorbereitung", "since": None}},
             blockedBy=[CONSENT], unknown=[{"what": "Dauer des Scannens", "reason": "Nichts ist erfasst."}])
    ]  # fmt: skip
    step = {
        "organizationName": "Rat",
        "date": "2021-03-23",
        "role": "acknowledgement",
        "state": "planned",
        "result": None,
    }
    found["papers"] = [
        view("p", kind="answer", kindLabel="Stellungnahme", reference=None, name="Sachstand", date="2021-03-24",
             unit=None, state="registered", files=[], consultations=[step])
    ]  # fmt: skip
    found["commitments"] = [
        view(
            "c1",
            text="Vorlage zum Scannen",
            due="2021-05-11",
            dueLabel="11. Mai",
            bodies=["Rat"],
            state="open",
        ),
        view("c2", text="Bericht zu Schulen", due=None, dueLabel="2. Quartal", bodies=[], state="open"),
        view("c3", text="Erledigt", due="2021-01-01", dueLabel="", bodies=[], state="kept"),
    ]
    return found


def sachstand(day: date = DAY, **without: str) -> dict[str, Any]:
    given = {name: found for name, found in lists().items() if name not in without}
    return compose(Material(Point(day, day), given), without)


def unknowns(found: dict[str, Any]) -> list[str]:
    return [one["what"] for one in found["notKnown"]]


def test_every_statement_names_its_source_and_when_it_was_recorded():
    found = sachstand()

    for statement in (
        found["bodies"][0],
        found["projects"]["items"][0],
        found["funding"][0],
        found["commitments"][0],
    ):
        assert statement["source"]["document"] == "Antwort der Verwaltung"
        assert statement["recorded"]


STATED = {
    "effective": "2020-01-15", "dating": "known_by", "recorded": "2026-11-01T09:00:00+01:00",
    "source": {"document": "Strategie", "date": "2020-01-15", "page": 4, "url": None, "note": None},
}  # fmt: skip
ENTRY = {"document": ENTERED_HERE, "date": "2026-11-03", "page": None, "url": None, "note": None}


def test_a_resource_that_says_what_its_facts_rest_on_is_cited_by_that():
    given = lists()
    given["projects"][0] |= {"stated": STATED, "source": ENTRY, "effective": "2026-11-03"}
    found = compose(Material(Point(DAY, DAY), given), {})

    one = next(one for one in found["projects"]["items"] if one["key"] == "a")
    assert (one["source"]["document"], one["source"]["page"]) == ("Strategie", 4)
    assert (one["effective"], one["dating"], one["recorded"]) == (
        "2020-01-15",
        "known_by",
        STATED["recorded"],
    )


def test_what_was_entered_here_is_read_where_it_was_entered_and_a_register_where_it_leads():
    given = lists()
    decision = "/v1/decisions/d"
    register = {**ENTRY, "document": "Beschlussregister Board, Nr. 1/2026", "url": decision}
    given["projects"][0] |= {"source": ENTRY}
    given["projects"][1] |= {"source": register}
    stages = {"title": "Ein Standard", "day": "2021-03-01", "outcome": "majority", "state": "certified"}
    names = ("number", "sourceNumber", "resultText", "paperReference", "itemNumber", "voteId")
    given["decisions"] = [
        view("d", **stages, organizationName="Board", **dict.fromkeys(names)) | {"source": register}
    ]
    found = compose(Material(Point(DAY, DAY), given), {})
    alone = compose(Material(Point(DAY, DAY), {**given, "decisions": []}), {})

    items = {one["key"]: one["source"]["link"] for one in found["projects"]["items"]}
    assert items == {"a": "/v1/projects/a", "b": decision}
    assert found["decisions"][0]["source"]["link"] == decision
    assert {one["key"]: one["source"]["link"] for one in alone["projects"]["items"]}["b"] is None


def test_entries_of_one_day_are_sources_of_their_own():
    given = lists()
    for one in given["projects"]:
        one |= {"source": ENTRY}

    text = html_of(given)
    for key in ("a", "b"):
        assert f'<a href="/v1/projects/{key}">{ENTERED_HERE}</a>' in text
    assert f"{ENTERED_HERE} <span" not in text


def test_a_gate_is_cited_by_who_settled_it_else_by_who_states_it():
    settled = {**ENTRY, "document": "Beschlussregister Rat, Nr. 2/2021"}
    told = {"key": "g", "title": "Zustimmung", "statedBy": STATED["source"], "recorded": STATED["recorded"]}
    later = {"settledBy": settled, "settled": "2026-11-09T09:00:00+01:00"}
    given = lists()
    given["funding-applications"][0]["gates"] = [
        {**told, "state": "open", "settledBy": None, "settled": None},
        {**told, "state": "satisfied", **later},
    ]

    opened, satisfied = compose(Material(Point(DAY, DAY), given), {})["funding"][0]["gates"]
    assert (opened["source"]["document"], opened["recorded"]) == ("Strategie", STATED["recorded"])
    assert (satisfied["source"]["document"], satisfied["recorded"]) == (settled["document"], later["settled"])


def test_unchanged_facts_keep_the_instant_of_their_recording_and_parts_bring_their_own():
    given = lists()
    given["strategies"][0]["chronicle"][0]["recorded"] = "2026-11-05T08:00:00+01:00"
    found = compose(Material(Point(DAY, DAY), given), {})

    strategy = found["strategy"][0]
    assert strategy["recorded"] == strategy["chronicle"][1]["recorded"] == "2026-11-02T10:00:00+01:00"
    assert strategy["chronicle"][0]["recorded"] == "2026-11-05T08:00:00+01:00"


def test_every_source_stands_beside_an_instant():
    def alone(found: Any) -> list[Any]:
        if isinstance(found, dict):
            own = (
                [found]
                if "source" in found and not (found["source"] and isinstance(found["recorded"], str))
                else []
            )
            return own + [one for value in found.values() for one in alone(value)]
        return [one for value in found for one in alone(value)] if isinstance(found, list) else []

    assert alone(sachstand()) == []
    assert "erfasst 02.11.2026 10:00" in html_of(lists())


def html_of(given: dict[str, list[dict[str, Any]]]) -> str:
    return render("sachstand.html", path="/", **shown(compose(Material(Point(DAY, DAY), given), {})))


FILE = {"id": "f0", "name": "a.txt", "role": "main"}
LINK = "/v1/files/f0/content"


def test_a_source_leads_to_its_document_once_that_is_held_and_public():
    given = lists()
    assert sachstand()["bodies"][0]["source"]["link"] is None
    assert "(hier nicht abrufbar)" in html_of(given)

    given["papers"][0] |= {"name": "Antwort der Verwaltung", "files": [FILE]}
    assert compose(Material(Point(DAY, DAY), given), {})["bodies"][0]["source"]["link"] == LINK

    given["papers"][0]["date"] = "2021-03-25"
    assert compose(Material(Point(DAY, DAY), given), {})["bodies"][0]["source"]["link"] is None


def test_a_file_that_the_public_does_not_see_is_no_link():
    given = lists()
    given["strategies"][0]["source"]["url"] = "/v1/files/secret/content"

    assert compose(Material(Point(DAY, DAY), given), {})["strategy"][0]["source"]["link"] is None


@pytest.mark.parametrize(
    ("document", "day", "kind"),
    [
        ("Smart-City-Strategie der Stadt Braunschweig", "2020-01-15", "strategy"),
        ("Niederschrift Nr. 98 des Verwaltungsausschusses", "2021-03-24", "minutes"),
        (
            "Niederschrift Nr. 97 des Verwaltungsausschusses der Landeshauptstadt Braunschweig",
            "2021-03-24",
            None,
        ),
        ("Pressemitteilung der Stadt Braunschweig zur Smart City (undatiert)", None, "press"),
        ("Pressemitteilung der Stadt Braunschweig zum Radverkehr (undatiert)", None, None),
        ("Pressemitteilung der Stadt Braunschweig (undatiert)", None, None),
        ("Anlage: Interne Digitalisierung – Scannen", "2021-03-24", "annex"),
        ("Anlage: Etwas anderes", "2021-03-24", None),
        ("Smart-City-Strategie der Stadt Braunschweig", "2020-02-15", None),
    ],
)
def test_documents_are_recognised_by_title_kind_and_day(document: str, day: str | None, kind: str | None):
    def paper(name: str, label: str, date: str | None, *files: dict[str, Any]) -> dict[str, Any]:
        return view(name, kindLabel=label, reference=None, name=name, date=date, files=list(files))

    annex = {"id": "annex", "name": "Ratsmitteilung „Interne Digitalisierung - Scannen“", "role": "annex"}
    papers = [
        paper("Smart-City-Strategie", "Strategie oder Konzept", "2020-01-15", {**FILE, "id": "strategy"}),
        paper("Auf dem Weg zur Smart City", "Pressemitteilung", None, {**FILE, "id": "press"}),
        paper("Parkausweise kommen per Post", "Pressemitteilung", None, {**FILE, "id": "other"}),
        paper("Sachstand der Umsetzung", "Stellungnahme", "2021-03-24", {**FILE, "id": "answer"}, annex),
    ]
    minutes = [view("m", number="98", meetingDate="2021-03-24", files=[{**FILE, "id": "minutes"}])]
    library = Library(Material(Point(DAY, DAY), {"papers": papers, "minutes": minutes}))

    expected = kind and f"/v1/files/{kind}/content"
    assert library.link({"document": document, "date": day, "link": None}) == expected


@pytest.mark.parametrize(
    ("printed", "shown"), [("Vorlage des Referats T", "Vorlage des Referats T"), (None, "Beschlussvorlage")]
)
def test_a_document_is_called_what_its_source_calls_it(printed: str | None, shown: str):
    paper = view(
        "p", kind="decision_paper", kindLabel="Beschlussvorlage", sourceLabel=printed, name="x", files=[]
    )

    (document,) = documents(Material(Point(DAY, DAY), {"papers": [paper], "minutes": []}))

    assert (document["kind"], document["kindLabel"]) == ("decision_paper", shown)


def test_no_machine_code_is_shown_to_people():
    given = lists()
    given["rollouts"][0]["unknown"] = [
        {"what": "stock_track", "reason": "not_named_in_source",
         "label": "Ob Bestandsakten digitalisiert werden: in der Quelle nicht genannt"},
        {"what": "some_code", "reason": "some_reason"},
    ]  # fmt: skip
    text = re.sub(r"<[^>]*>", " ", html_of(given))

    assert re.findall(r"\b[a-z]+_[a-z_]+\b", text) == []
    assert "Personalakte: Ob Bestandsakten digitalisiert werden" in text
    assert "In der Quelle nicht genannt." in text


PREREQUISITE = view(
    "p1", kind="council_consent", state="requested", met=False, subject="Scannen", organizationName="Rat",
    paper={"title": "Beschlussvorlage: Personalakten scannen", "plannedOn": "2021-05-11"}, expected=None,
)  # fmt: skip


@pytest.mark.parametrize("day", [DAY, date(2021, 5, 10)])
def test_the_consent_that_is_planned_is_an_open_decision_once(day: date):
    given = {**lists(), "prerequisites": [PREREQUISITE]}
    found = compose(Material(Point(day, day), given), {})
    assert [(one["kind"], one["day"]) for one in found["openDecisions"]][-1] == (
        "council_consent",
        "2021-05-11",
    )

    chronicle = given["strategies"][0]["chronicle"]
    chronicle.append(entry("intended", "Zustimmung zum Scannen von Personalakten", "2021-05-11"))
    again = compose(Material(Point(day, day), given), {})
    assert [one["day"] for one in again["openDecisions"]].count("2021-05-11") == 1


def test_a_consent_that_was_given_is_not_open():
    given = {**lists(), "prerequisites": [{**PREREQUISITE, "state": "fulfilled", "met": True}]}

    found = compose(Material(Point(DAY, DAY), given), {})
    assert "council_consent" not in [one["kind"] for one in found["openDecisions"]]


@pytest.mark.parametrize(
    ("state", "answered"), [("requested", False), ("fulfilled", True), ("refused", True)]
)
@pytest.mark.parametrize("day", [date(2021, 5, 11), date(2021, 5, 12)])
def test_whether_a_consent_came_is_unknown_until_it_came_or_was_refused(
    state: str, answered: bool, day: date
):
    given = {**lists(), "prerequisites": [{**PREREQUISITE, "state": state, "met": state == "fulfilled"}]}
    label = "Zustimmung zum Scannen von Personalakten"
    announced = {**entry("intended", label, "2021-05-11"), "body": "Rat"}
    given["strategies"][0]["chronicle"].append(announced)

    found = compose(Material(Point(day, day), given), {})

    asked = f"Ob es dazu kam: {label} (Rat)" in unknowns(found)
    waiting = label in [one["title"] for one in found["openDecisions"]]
    assert (asked or waiting) is not answered


def test_what_is_known_of_the_programme_is_not_called_unknown():
    given = lists()
    given["rollouts"][0]["unknown"] = [
        {"what": "shelf_length", "reason": "not_named", "label": "Regallänge: nein"}
    ]
    shelf = {"subject": "stock", "value": 1000000, "unit": "shelf_mm", "hedge": "nearly", "basis": "estimated",
             "asOf": None, "label": "knapp 1 km Regallänge", "source": None}  # fmt: skip
    partner = {"name": "Hersteller", "role": "product", "contribution": "DMS", "source": None}
    given["programmes"] = [
        view("g", title="e-Akte", start=None, partners=[partner], notes=[],
             jointQuantities=[{"quantity": shelf, "rolloutKeys": ["personalakte"]}])
    ]  # fmt: skip
    found = compose(Material(Point(DAY, DAY), given), {})

    SachstandView.model_validate(found)
    assert found["eFiles"]["programmes"][0]["jointQuantities"][0]["rollouts"] == ["Personalakte"]
    assert not any("Regal" in one["what"] for one in found["notKnown"])
    assert "knapp 1 km Regallänge" in html_of(given)
    assert "Produkt: <strong>Hersteller" in html_of(given)


@pytest.mark.parametrize(
    ("stated", "precision", "due"),
    [("bis 2026", None, "2026"), ("bis 2026", "year", "2026"), ("31.12.2026", None, "2026-12-31")],
)
def test_a_target_is_as_precise_as_its_source(stated: str, precision: str | None, due: str):
    target = view("t", title="Alles", due="2026-12-31", statedDue=stated, hedge="exact", precision=precision)
    found = compose(Material(Point(DAY, DAY), {**lists(), "targets": [target]}), {})

    assert found["eFiles"]["targets"][0]["due"] == due


def test_the_staff_unit_is_being_established_and_says_what_it_waits_for():
    given = lists()
    given["strategies"][0]["chronicle"] += [
        entry("intended", "Personalentscheidung zur Leitung der Stabsstelle 0110", day)
        for day in ("2021-04-29", "2021-05-04")
    ]
    given["units"] = [
        view(
            "u",
            code="Stabsstelle 0110",
            name="Digitalisierung",
            kind="stabsstelle",
            state="establishing",
            note=None,
        )
    ]
    found = compose(Material(Point(DAY, DAY), given), {})
    words = "Personalentscheidung steht aus (Ziel 29.04./04.05.2021)"

    assert (found["bodies"][-1]["state"], found["bodies"][-1]["note"]) == ("establishing", words)
    why = next(one["why"] for one in found["notKnown"] if one["what"] == "Besetzung der Stabsstelle")
    assert why == f"Im Aufbau; {words}."
    assert "im Aufbau" in html_of(given)


def test_a_draft_meeting_is_nobodys_next():
    given = lists()
    given["meetings"].append(view("m0", organizationId="o2", start="2021-04-01", state="draft"))

    found = compose(Material(Point(DAY, DAY), given), {})
    council = next(one for one in found["bodies"] if one["name"] == "Rat")
    assert council["nextMeeting"]["start"] == "2021-05-11"


def test_later_proposals_are_counted_apart_from_the_strategy():
    given = lists()
    given["projects"].append({**project("c", "Solar", "energie"), "state": "idea"})
    found = compose(Material(Point(DAY, DAY), given), {})
    energy = next(one for one in found["projects"]["byField"] if one["key"] == "energie")

    assert (found["projects"]["ofStrategy"], found["projects"]["proposedLater"]) == (2, 1)
    assert (energy["count"], energy["ofStrategy"]) == (1, 0)
    page = render("start.html", path="/", base="", **shown(found))
    assert "<strong>Energie</strong> nennt die Strategie kein Projekt" in page


def test_the_answer_is_what_the_documentation_says():
    SachstandView.model_validate(sachstand())


def test_a_field_without_a_project_is_shown_with_zero():
    fields = {one["title"]: one["count"] for one in sachstand()["projects"]["byField"]}

    assert fields == {"Energie": 0, "Infrastruktur": 1, "Tourismus": 2}


def test_the_clock_that_stands_says_why():
    found = sachstand()

    assert found["strategy"][0]["evaluation"]["state"] == "unanchored"
    assert "Tag eines Ratsbeschlusses über die Smart-City-Strategie" in unknowns(found)


def test_what_was_announced_for_later_is_open_and_what_has_passed_is_not_known():
    found = sachstand()

    assert [one["title"] for one in found["openDecisions"]] == ["Personalentscheidung"]
    assert "Ob es dazu kam: Bestätigung durch den Rat (Rat)" in unknowns(found)
    assert "Ob es dazu kam: Personalentscheidung (Rat)" in unknowns(sachstand(date(2021, 6, 1)))


@pytest.mark.parametrize(
    "what",
    [
        "Gründungstag: Smart-City-Board",
        "Besetzung der Stabsstelle",
        "Ob das Projekt in Betrieb ist: 1 von 2 Projekten",
        "Seit wann in Betrieb: WLAN",
        "Beträge der einzelnen Maßnahmen: 2 von 2",
        "Titel der Maßnahmen M2",
        "Ob die Förderung bewilligt wird: Bewerbung",
        "Personalakte: Dauer des Scannens",
        "Ob zur Kenntnis genommen: Sachstand (Rat)",
    ],
)
def test_what_no_source_says_is_named(what: str):
    assert what in unknowns(sachstand())


def test_nothing_is_named_twice():
    assert len(unknowns(sachstand())) == len(set(unknowns(sachstand())))


def test_a_body_shows_its_next_sitting_and_factions_are_left_out():
    council = next(one for one in sachstand()["bodies"] if one["name"] == "Rat")

    assert council["nextMeeting"]["start"] == "2021-05-11"
    assert "Fraktion" not in [one["name"] for one in sachstand()["bodies"]]


def test_open_commitments_come_by_their_day():
    assert [one["text"] for one in sachstand()["commitments"]] == [
        "Vorlage zum Scannen",
        "Bericht zu Schulen",
    ]


@pytest.mark.parametrize(
    ("day", "late"), [(date(2021, 5, 10), False), (date(2021, 5, 11), False), (date(2021, 5, 12), True)]
)
def test_a_commitment_is_overdue_from_the_day_after_its_own_and_never_without_one(day: date, late: bool):
    found = sachstand(day)

    said = [(one["due"], one["overdue"]) for one in found["commitments"]]
    page = render("sachstand.html", path="/", **shown(found))
    assert said == [("2021-05-11", late), (None, False)]
    assert page.partition("Offene Zusagen")[2].count("überfällig") == late


def test_what_blocks_a_rollout_names_its_rule_and_its_paper():
    blocker = sachstand()["eFiles"]["rollouts"][0]["blockedBy"][0]

    assert (blocker["citation"], blocker["paper"], blocker["plannedOn"]) == (
        "§ 92a Abs. 2 NBG",
        "Vorlage",
        "2021-05-11",
    )


def test_a_service_that_is_down_leaves_its_parts_missing_and_the_rest_stands():
    found = sachstand(rollouts="service_unavailable", targets="service_unavailable")

    assert found["eFiles"] is None
    assert found["missing"] == [{"part": "eFiles", "service": "dms-tracker", "reason": "service_unavailable"}]
    assert found["projects"]["total"] == 2
    SachstandView.model_validate(found)


@pytest.mark.parametrize("template", ["sachstand.html", "start.html"])
@pytest.mark.parametrize(
    "without", [(), ("rollouts",), tuple(LISTS)], ids=["whole", "one missing", "all missing"]
)
def test_the_pages_show_it_whole_or_in_parts(template: str, without: tuple[str, ...]):
    found = sachstand(**dict.fromkeys(without, "service_unavailable"))

    html = render(template, path="/", base="http://stadt.example", **shown(found))

    assert html.count("<h1") == 1
    assert ("unvollständig" in html) == bool(without)
    assert len({one["part"] for one in found["missing"]}) == (
        0 if not without else 1 if len(without) == 1 else len(PARTS)
    )


def test_what_sources_print_cannot_become_markup():
    given = lists()
    given["projects"][0]["title"] = "<script>alert(1)</script>"

    html = render("sachstand.html", path="/", **shown(compose(Material(Point(DAY, DAY), given), {})))

    assert "<script" not in html
