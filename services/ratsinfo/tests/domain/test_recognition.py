"""Parsers never fail and never invent, whatever they are given."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.layouts import Layout
from sachstand_ratsinfo.domain.recognition import recognise_document
from sachstand_ratsinfo.domain.text import normal

WORDS = st.sampled_from([
    "Protokoll:", "Niederschrift Nr.", "TOP:", "Drucksache:", "GZ:", "Sitzungstermin:", "Sitzungsart:",
    "öffentlich", "Vorsitz:", "Protokollführung:", "Betreff:", "Beschlussantrag:", "1.", "2.",
    "zur Kenntnis genommen.", "\t", "\n", "Verteiler:", "I.", "Zur Beurkundung", "StR Muster (SPD)",
    "so StR Muster,", "stellt fest:", "einmütig", "-\n", "Sachverhalt:", "Beratungsfolge",
    "Rat der Stadt (zur Kenntnis)", "23.03.2021", "31.02.2021", "Ö", "N", "zu 1)", "Organisationseinheit:",
    "Datum:", "beantworte ich Ihre Fragen", "Dr. Muster", "Anlage/n:", "Braunschweig.", "\n\n",
    "Geplant ist, dem Rat am 11. Mai 2021 zu berichten.", "im 2. Quartal", "Inhaltsverzeichnis",
    "Strategie-Dokument", "GRDrs 1/2021", "Vorlage vom 01.02.2021, GRDrs 1/2021",
    "Absender:", "Fraktion Muster", "Anfrage (öffentlich)", "21-15468", "Empfänger:", "fragen wir:",
    "wird die Verwaltung vorlegen.", "5 Ja-Stimmen", "**", "<b>", "Tagesordnung", "Anwesend", "Mitglieder:",
    "TOP 1: Eröffnung", "TOP N 2 Vergabe", "Öffentlicher Teil", "Nichtöffentlicher Teil", "05/06/2021",
    "Niederschrift", "Abstimmungsergebnis:", "dafür: 5", "Beschluss:", "Ratsherr Ahorn (SPD), ab 15 Uhr",
    "Sitzung des Ausschusses für Muster", "1. Eröffnung",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join), st.lists(WORDS).map("\n".join)
)
NAMES = (
    "niederschrift-stuttgart", "niederschrift-stuttgart-abschrift", "stellungnahme-braunschweig",
    "stellungnahme-braunschweig-pdf", "pressemitteilung-braunschweig", "strategie-braunschweig",
    "anfrage-braunschweig",
    "niederschrift-stuttgart-muendlich", "niederschrift-sitzung-braunschweig",
)  # fmt: skip


def check(text):
    found = recognise_document(text)
    source = normal(text)
    for finding in found.findings:
        assert finding.text in source, finding
        assert normal(text[finding.span.start : finding.span.end]) in (finding.text, normal(finding.text)), (
            finding
        )
        assert 0 < finding.confidence <= 1
    assert replace(recognise_document(text), reading=found.reading) == found
    return found


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_whatever_comes_something_is_read_and_nothing_is_invented(text):
    recognised = recognise_document(text)

    source = normal(text)
    assert all(finding.text in source for finding in recognised.findings)
    assert (recognised.minutes is None) != (recognised.paper is None)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reading_is_the_same_every_time(text):
    assert recognise_document(text).findings == recognise_document(text).findings


@pytest.mark.parametrize("name", NAMES)
def test_each_field_of_a_sample_stands_where_it_is_said_to(sample, name):
    assert check(sample(name)).layout is not Layout.UNKNOWN


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_each_field_of_a_source_document_stands_where_it_is_said_to(seed, number):
    assert check(seed(number)).layout is not Layout.UNKNOWN


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_torn_sample_is_still_read_without_invention(data):
    from pathlib import Path

    samples = Path(__file__).parents[4] / "docs" / "samples"
    text = (samples / f"{data.draw(st.sampled_from(NAMES))}.txt").read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    torn = text[:start] + text[end:]

    source = normal(torn)
    assert all(finding.text in source for finding in recognise_document(torn).findings)


def test_minutes_copied_line_by_line_say_the_same_as_their_table(sample):
    table, flat = (recognise_document(sample(name)).minutes for name in NAMES[:2])

    for field in vars(table):
        if field != "contributions":
            assert getattr(table, field) == getattr(flat, field), field
    said = [
        [(c.speaker, c.faction, c.mode, c.questions, c.text) for c in m.contributions] for m in (table, flat)
    ]
    assert said[0] == said[1]


def test_a_header_run_together_on_one_line_is_read_alike(sample):
    text = sample(NAMES[0])
    head, _, body = text.partition("Beratungsunterlage")
    glued = " ".join(head.replace("\t", " ").split()) + "\n\nBeratungsunterlage" + body

    table, one_line = (recognise_document(t).minutes for t in (text, glued))

    for field in ("number", "item_number", "chair", "keeper", "subject", "file_reference", "meeting_date"):
        assert getattr(one_line, field) == getattr(table, field), field


def test_a_dash_is_not_a_value(sample):
    text = sample(NAMES[0]).replace("OB 1234-56", "-").replace("der Vorsitzende", "–")

    found = recognise_document(text)

    assert (found.minutes.file_reference, found.minutes.rapporteur) == (None, None)
    assert {"fileReference", "rapporteur"} <= set(found.missing)
