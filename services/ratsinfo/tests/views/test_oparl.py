"""Forms of OParl, from public views."""

from datetime import date
from uuid import uuid4

import pytest

from sachstand_common.oparl.forms import Kind, Place, reference
from sachstand_ratsinfo.views import oparl

FILE, PAPER, MASTER = uuid4(), uuid4(), uuid4()
VIEW = {
    "name": "Anlage 1.pdf",
    "role": "main",
    "city": "braunschweig",
    "paperId": str(PAPER),
    "masterId": None,
    "agendaItemId": None,
    "meetingId": None,
}


def step(**more):
    names = ("organizationId", "meetingId", "agendaItemId", "role", "roleLabel", "authoritative")
    view = {**dict.fromkeys(names), "city": "stuttgart", "paperId": str(PAPER), "ordinal": 2, **more}
    return oparl.consultation(uuid4(), view)


@pytest.mark.parametrize(("length", "shown"), [(oparl.LONGEST, True), (oparl.LONGEST + 1, False)])
def test_a_long_text_is_left_to_its_address(length, shown):
    form = oparl.file(FILE, VIEW, oparl.PublicText(b"a" * length, "f00", date(2022, 6, 16)))

    assert (form.values["text"] is not None) is shown
    assert (form.values["size"], form.values["date"]) == (length, "2022-06-16")


@pytest.mark.parametrize(
    ("role", "slot"), [("main", "mainFile"), ("rendition", "auxiliaryFile"), ("annex", "auxiliaryFile")]
)
def test_a_file_stands_in_its_paper_by_its_role_and_beside_what_it_was_made_from(role, slot):
    view = {**VIEW, "role": role, "masterId": None if role == "main" else str(MASTER)}

    form = oparl.file(FILE, view, oparl.PublicText(b"", "f00", None))

    places = {(place.kind, place.id): place.slot for place in form.places}
    assert places.pop((Kind.PAPER, PAPER)) == slot
    assert places == ({} if role == "main" else {(Kind.FILE, MASTER): "derivativeFile"})


def test_the_record_of_an_item_names_it_and_what_was_made_from_the_record_does_not():
    view, text = {**VIEW, "agendaItemId": str(PAPER)}, oparl.PublicText(b"", "", None)
    items = [oparl.file(FILE, {**view, "masterId": master}, text) for master in (None, str(MASTER))]

    assert [item.values["agendaItem"] for item in items] == [[reference(Kind.AGENDA_ITEM, PAPER)], None]


@pytest.mark.parametrize(
    ("printed", "role", "shown"),
    [
        ("zur Kenntnis", "acknowledgement", "zur Kenntnis"),
        (None, "acknowledgement", "Kenntnisnahme"),
        (None, "preliminary", "Vorberatung"),
        (None, None, None),
    ],
)
def test_a_role_is_shown_as_it_is_printed_else_in_german(printed, role, shown):
    assert step(roleLabel=printed, role=role).values["role"] == shown


def test_a_step_without_a_known_organization_is_in_no_organizations_list():
    assert step().facets == ()
    assert step().values["organization"] is None
    assert step(organizationId=str(MASTER)).facets == (f"Organization:{MASTER}",)


def test_related_papers_are_those_that_are_known():
    related = [{"paperId": str(MASTER)}, {"paperId": None}, {"paperId": str(MASTER)}]
    view = {"city": None, "name": "Antwort", "reference": None, "date": None, "kindLabel": "Stellungnahme",
            "originatorIds": [], "relations": related}  # fmt: skip

    form = oparl.paper(PAPER, view)

    assert form.places == (Place(Kind.PAPER, MASTER, "relatedPaper"),)
    assert form.body is None
    assert "body" not in form.values
