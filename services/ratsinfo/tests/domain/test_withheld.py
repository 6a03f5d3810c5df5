"""What of a document the public does not read: distribution lists, and steps that are not public."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.recognition import ENDING_WITHHELD, recognise_document

ANSWER, ANSWER_PDF, MINUTES = (
    "stellungnahme-braunschweig",
    "stellungnahme-braunschweig-pdf",
    "niederschrift-stuttgart",
)
LISTED = (
    "Referat für Mustersachen",
    "Oberbürgermeisterin",
    "Musterkämmerei",
    "Personalrat",
    "Fraktion Ahorn",
)
HEADINGS = (
    "Verteiler", "Verteiler:", "VERTEILER:", "Verteilerliste:", "### Verteiler (intern)", "Verteilerkreis",
    "**V e r t e i l e r**", "V E R T E I L E R", "<b>Verteiler</b>", "- Verteiler:", "Verteiler –",
    "Verteiler wie folgt:", "Verteiler (nur intern):", "Interner Verteiler:", "IV. Verteiler",
    "| Verteiler |", "",
)  # fmt: skip


@pytest.fixture
def minutes(sample):
    """The sample record up to its distribution list, and the list."""
    return sample(MINUTES).split("## Verteiler:")


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("flat", [False, True])
def test_the_distribution_list_is_cut_under_each_heading_and_without(minutes, heading, flat):
    head, listed = minutes
    listed = " ".join(listed.split()) if flat else listed

    found = recognise_document(f"{head}{heading}\n{listed}")

    assert not [name for name in LISTED if name in found.public_text]
    assert found.public_text.endswith("Beispiel / mu\n\n[Verteiler nicht veröffentlicht]")
    assert [r.recipient for r in found.minutes.recipients][-1].endswith("Fraktion Ahorn")
    assert (found.minutes.certified_by, found.notes) == ("Beispiel / mu", ())
    assert all(name in found.text for name in LISTED)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(HEADINGS), st.integers(0, 60), st.integers(0, 60))
def test_parser_and_public_text_agree_on_a_list_however_it_is_torn(heading, start, end):
    from pathlib import Path

    samples = Path(__file__).parents[4] / "docs" / "samples"
    head, listed = (samples / f"{MINUTES}.txt").read_text("utf-8").split("## Verteiler:")

    found = recognise_document(f"{head}{heading}\n{listed[start : len(listed) - end]}")

    for one in found.minutes.recipients:
        assert one.recipient not in found.public_text.split("Zur Beurkundung")[1]
    assert not [name for name in LISTED if name in found.public_text]


@pytest.mark.parametrize("tail", ["Ahornweg\nBirkenhain\nLinde", "Kanzlei und Druckerei", "1. x\n2. y"])
def test_what_follows_a_certification_and_is_not_understood_is_not_public(minutes, tail):
    found = recognise_document(minutes[0] + tail)

    assert found.public_text.endswith("Beispiel / mu\n\n[Verteiler nicht veröffentlicht]")
    assert found.notes == (ENDING_WITHHELD,)
    assert found.minutes.recipients == ()
    assert "recipients" in found.missing


@pytest.mark.parametrize(
    "tail",
    [
        "Anlagen\n\nPlan der Brücken",
        "Dieses Protokoll ist eine Abschrift. " * 8,
    ],
)
def test_attachments_and_prose_behind_a_certification_stay(minutes, tail):
    found = recognise_document(minutes[0] + tail)

    assert found.public_text.endswith(tail.strip())
    assert found.notes == ()


def test_a_list_behind_a_missing_certification_is_in_no_field_either(minutes):
    head, listed = minutes
    head = head.replace("Zur Beurkundung\n\nBeispiel / mu", "")

    found = recognise_document(head + listed)

    said = (found.public_text, found.minutes.result_text, *(c.text for c in found.minutes.contributions))
    assert not [name for name in LISTED if any(name in text for text in said)]
    assert len(found.minutes.recipients) == 7


def test_a_list_that_begins_where_the_certifying_name_should_stand_names_nobody(minutes):
    head, listed = minutes

    found = recognise_document(head.replace("Beispiel / mu", "").rstrip() + "\n" + listed)

    assert found.minutes.certified_by is None
    assert not [name for name in LISTED if name in found.public_text]


@pytest.mark.parametrize("name", [ANSWER, ANSWER_PDF, "pressemitteilung-braunschweig"])
@pytest.mark.parametrize(
    "tail", ["VERTEILER:\nAmt Eins", "z. K. Amt Eins\nHerrn Zwei", "nachrichtlich an\nAmt Eins"]
)
def test_papers_have_no_public_list_either(sample, name, tail):
    found = recognise_document(f"{sample(name).rstrip()}\n\n{tail}\n")

    shown = found.public_text + (found.public_annex_text or "") + str(found.paper)
    assert "Amt Eins" not in shown
    assert "Herrn Zwei" not in shown
    assert found.public_text.split("\n")[0] == recognise_document(sample(name)).public_text.split("\n")[0]


def test_a_list_between_signature_and_attachments_leaves_these_public(sample):
    head, attached = sample(ANSWER).split("**Anlage")

    found = recognise_document(f"{head}z. K. Amt Eins\nHerrn Zwei\n\n**Anlage{attached}")

    assert "Amt Eins" not in found.public_text
    assert "Vermerk „WLAN an Haltestellen - Ausbau“" in found.public_text
    assert found.paper.attachments == ("Vermerk „WLAN an Haltestellen - Ausbau“",)


@pytest.mark.parametrize(
    "prose",
    [
        "Die Verteiler im Stromnetz werden erneuert, damit die Versorgung überall sicher bleibt.",
        "Verteiler im Stadtgebiet erneuert die Verwaltung nach und nach, soweit die Mittel dafür reichen.",
    ],
)
def test_who_writes_of_distributors_has_no_distribution_list(prose):
    assert recognise_document(f"{prose}\n\nEnde der Meldung.").withheld == ()


HEAD = "Beratungsfolge\tSitzungstermin\tStatus\n"
STEPS = (
    ("Bauausschuss", "Vorberatung", "06.09.2022", "Ö"),
    ("Verwaltungsausschuss", "Vorberatung", "13.09.2022", "N"),
    ("Rat der Stadt Braunschweig", "Entscheidung", "20.09.2022", "Ö"),
)
UNDERSTOOD = {
    "table": "{body} ({role})\t{day}\t{mark}\n",
    "lines": "{body} ({role}) {day} {mark}\n",
    "run together": "{body} ({role}) {day} {mark} ",
    "one cell a line": "{body} ({role})\n{day}\n{mark}\n",
    "one cell a paragraph": "{body} ({role})\n\n{day}\n\n{mark}\n\n",
    "role as a cell": "{body}\t{role}\t{day}\t{mark}\n",
    "role on a line": "{body}\n{role}\n{day}\n{mark}\n",
    "mark before day": "{body} ({role})\t{mark}\t{day}\n",
    "with result": "{body} ({role})\t{day}\t{mark}\nBeschlossen wie {body}.\n",
    "HTML": "<tr><td>{body} ({role})</td><td>{day}</td><td>{mark}</td></tr>",
}
NOT_UNDERSTOOD = {
    "mark first": "{mark}\t{day}\t{body} ({role})\n",
    "mark, body, day": "{mark} {body} ({role}) {day}\n",
    "day first": "{day}\t{body} ({role})\t{mark}\n",
    "mark in brackets": "{body} ({role})\t{day}\t({mark})\n",
    "with time": "{body} ({role})\t{day} 16:00 Uhr\t{mark}\n",
    "other signs": "| {body} | {day} | {mark} |\n",
}


def answer_with(sample, row, steps=STEPS, head=HEAD):
    rows = "".join(row.format(body=b, role=r, day=d, mark=m) for b, r, d, m in steps)
    return sample(ANSWER).replace(
        f"{HEAD}Rat der Stadt Braunschweig (zur Kenntnis)\t14.06.2022\tÖ", head + rows
    )


@pytest.mark.parametrize("layout", UNDERSTOOD)
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1)])
def test_a_step_that_is_not_public_is_not_in_the_public_text(sample, layout, order):
    found = recognise_document(answer_with(sample, UNDERSTOOD[layout], [STEPS[i] for i in order]))

    head = found.public_text.split("Sachverhalt:")[0]
    for secret in ("Verwaltungsausschuss", "13.09.2022"):
        assert secret not in head
    assert [(s.organization_name, s.public) for s in found.paper.stations] == [
        (STEPS[i][0], STEPS[i][3] == "Ö") for i in order
    ]
    assert {"Bauausschuss", "06.09.2022", "Rat der Stadt Braunschweig", "20.09.2022"} <= {
        part
        for part in ("Bauausschuss", "06.09.2022", "Rat der Stadt Braunschweig", "20.09.2022")
        if part in head
    }
    assert "Verwaltungsausschuss (Vorberatung)" in found.text or "Verwaltungsausschuss Vor" in found.text


@pytest.mark.parametrize("layout", NOT_UNDERSTOOD)
def test_where_a_step_cannot_be_told_from_the_others_none_is_shown(sample, layout):
    found = recognise_document(answer_with(sample, NOT_UNDERSTOOD[layout]))

    head = found.public_text.split("Sachverhalt:")[0]
    assert not [word for word in ("Verwaltungsausschuss", "13.09.2022") if word in head]
    assert found.paper.stations == ()
    assert "stations" in found.missing
    assert found.paper.public is False


@pytest.mark.parametrize("layout", [*UNDERSTOOD, *NOT_UNDERSTOOD])
def test_a_paper_all_of_whose_steps_are_closed_says_so(sample, layout):
    row = (UNDERSTOOD | NOT_UNDERSTOOD)[layout]

    found = recognise_document(answer_with(sample, row, STEPS[1:2]))

    assert (found.paper.public, found.paper.non_public) == (False, True)


@pytest.mark.parametrize(
    "head", ["Beratungsfolge:\n", "Gremienweg:\n", "Vorlage an\tzur\tSitzungsart\tSitzungstermin\n", ""]
)
def test_the_way_is_found_under_other_headings_and_without_one(sample, head):
    text = answer_with(sample, UNDERSTOOD["table"], head=head)

    shown = recognise_document(text).public_text.split("Sachverhalt:")[0]

    assert "Verwaltungsausschuss" not in shown
    assert "Bauausschuss (Vorberatung) 06.09.2022 Ö" in shown


def test_the_words_of_stuttgart_close_a_step_too(sample):
    text = answer_with(
        sample,
        "{body}\t{role}\t{mark}\t{day}\n",
        [(b, r, d, "nicht öffentlich" if m == "N" else "öffentlich") for b, r, d, m in STEPS],
        "Vorlage an\tzur\tSitzungsart\tSitzungstermin\n",
    )

    found = recognise_document(text)

    assert [s.public for s in found.paper.stations] == [True, False, True]
    assert "13.09.2022" not in found.public_text


def test_a_whole_document_on_one_line_hides_its_closed_step(sample):
    found = recognise_document(" ".join(answer_with(sample, UNDERSTOOD["lines"]).split()))

    assert "13.09.2022" not in found.public_text
    assert "20.09.2022 Ö" in found.public_text


def test_a_public_paper_is_not_called_younger_than_a_sitting_that_nobody_may_know(sample):
    from sachstand_ratsinfo.domain.papers import is_younger

    later = [(b, r, "01.06.2022" if m == "N" else "20.09.2022", m) for b, r, _, m in STEPS]

    assert not is_younger(recognise_document(answer_with(sample, UNDERSTOOD["table"], later)).paper)
    assert is_younger(recognise_document(answer_with(sample, UNDERSTOOD["table"], later[1:2])).paper)
