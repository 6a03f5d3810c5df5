"""One record in the ways in which conversions lay out its header: the facts are the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_ratsinfo.domain.layouts import Layout
from sachstand_ratsinfo.domain.parsers.people import people
from sachstand_ratsinfo.domain.recognition import recognise_document
from sachstand_ratsinfo.domain.text import normal

BODY = "Ausschuss für Digitales des Gemeinderats der Landeshauptstadt Stuttgart"
FIELDS = {
    "Protokoll:": ("organization_name", BODY),
    "Niederschrift Nr.": ("number", "412"),
    "TOP:": ("item_number", "7b"),
    "Drucksache:": ("paper_label", "901/2022"),
    "GZ:": ("file_reference", "OB 1234-56"),
    "Sitzungstermin:": ("meeting_date", "18.05.2022"),
    "Sitzungsart:": ("session_kind", "öffentlich"),
    "Vorsitz:": ("chair", "BM Dr. Sample"),
    "Berichterstattung:": ("rapporteur", "der Vorsitzende"),
    "Protokollführung:": ("keeper", "Frau Beispiel / mu"),
    "Betreff:": ("subject", "Zählstellen an Brücken: Erprobung"),
}
ORAL = """Frau Ulme (Tiefbauamt) berichtet über den Stand der Arbeiten an den drei Brücken am Fluss.

StR Birke (Freie Mitte) erkundigt sich nach den Kosten.

Der Ausschuss für Digitales nimmt den Bericht zur Kenntnis.

Zur Beurkundung

Beispiel / mu
"""
SHAPES = {
    "one line": ("{} {}", "\n"),
    "two lines": ("{}\n{}", "\n"),
    "apart": ("{}\n\n{}", "\n\n"),
    "table": ("<b>{}</b>\t{}", "\n"),
    "run together": ("{} {}", " "),
    "glued": ("{}{}", ""),
}
DAYS = ("18.05.2022", "18. Mai 2022", "05/18/2022", "May 18, 2022", "18 May 2022", "2022-05-18", "18.5.22")


def header(shape, values, further=""):
    line, between = SHAPES[shape]
    lines = [line.format(label, value) for label, value in values.items()]
    lines[3] = "Verhandlung" + between + lines[3]
    return between.join(lines) + further


def printed(**changed):
    return {label: changed.get(name, value) for label, (name, value) in FIELDS.items()}


def record(text, body=ORAL):
    found = recognise_document(f"{text}\n\n{body}")
    assert found.layout is Layout.STUTTGART_MINUTES
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(list(SHAPES)),
    st.sampled_from(DAYS),
    st.sets(st.sampled_from([name for name, _ in FIELDS.values()]), max_size=4),
    st.sampled_from(["", "-", "–"]),
)
def test_a_header_says_the_same_in_every_shape_and_a_missing_value_is_null(shape, day, gone, nothing):
    values = printed(**({"meeting_date": day} | dict.fromkeys(gone, nothing)))

    found = record(header(shape, values))

    expected = dict(FIELDS.values()) | {"meeting_date": date(2022, 5, 18)}
    for name, value in expected.items():
        assert getattr(found.minutes, name) == (None if name in gone else value), (name, shape)
    assert [c.speaker for c in found.minutes.contributions] == ["Frau Ulme", "StR Birke"]
    assert found.minutes.public is ("session_kind" not in gone)
    source = normal(found.reading.source)
    assert all(one.text in source for one in found.findings)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("EBM Dr. Mustermann", ("EBM Dr. Mustermann",)),
        ("EBM Dr. Muster, ab 16:10 Uhr BM Probe", ("EBM Dr. Muster", "BM Probe")),
        ("EBM Dr. Muster (bis TOP 3) / BM Probe (ab TOP 4)", ("EBM Dr. Muster", "BM Probe")),
        ("OB Muster\nBM Probe", ("OB Muster", "BM Probe")),
        (
            "Herr Erle (Tiefbauamt, Abt. 3) und Frau Dr. Ulme\n(Amt für Umwelt und Grün); der Vorsitzende",
            ("Herr Erle (Tiefbauamt, Abt. 3)", "Frau Dr. Ulme (Amt für Umwelt und Grün)", "der Vorsitzende"),
        ),
        ("Amt für Umwelt, Natur und Grün", ("Amt für Umwelt, Natur und Grün",)),
        ("-", ()),
        ("", ()),
    ],
)
def test_chairs_and_rapporteurs_are_told_one_by_one(written, expected):
    assert people(written) == expected


@pytest.mark.parametrize("shape", ["one line", "two lines", "table"])
def test_two_chairs_take_turns_and_nobody_says_who_the_chairman_is(shape):
    body = "Für den Vorsitzenden ist der Bau wichtig und er bittet um Zustimmung.\n\n" + ORAL
    values = printed(chair="EBM Dr. Muster, ab 16:10 Uhr BM Probe", rapporteur="der Vorsitzende; Frau Ulme")

    minutes = record(header(shape, values), body).minutes

    assert minutes.chair == "EBM Dr. Muster, ab 16:10 Uhr BM Probe"
    assert minutes.chairs == ("EBM Dr. Muster", "BM Probe")
    assert (minutes.rapporteurs, minutes.rapporteur_is_chair) == (("der Vorsitzende", "Frau Ulme"), True)
    assert minutes.contributions[0].speaker == "den Vorsitzenden"


def test_further_lines_of_a_header_are_told_and_end_no_other_value_late():
    values = printed(keeper="Frau Beispiel / mu\nSitzungsort: Rathaus\nStellvertretung im Amt: BM Probe")

    found = record(header("one line", values, "\nAnlagen: 2"))

    assert found.minutes.keeper == "Frau Beispiel / mu"
    assert found.minutes.subject == FIELDS["Betreff:"][1]
    lines = [one.text for one in found.findings if one.field == "headerLine"]
    assert lines == ["Sitzungsort: Rathaus", "Stellvertretung im Amt: BM Probe", "Anlagen: 2"]


@pytest.mark.parametrize(
    ("label", "subject"),
    [
        ("mündlicher Bericht", "Brücken"),
        ("-", "Brücken - mündlicher Bericht -"),
        ("", "Mündliche Mitteilung"),
    ],
)
def test_an_oral_report_has_no_paper(label, subject):
    minutes = record(header("one line", printed(paper_label=label, subject=subject))).minutes

    assert (minutes.oral, minutes.paper_reference, minutes.motion_items) == (True, None, ())
    assert (minutes.outcome, minutes.city) == ("noted", City.STUTTGART)


@pytest.mark.parametrize(
    ("kind", "public", "closed"),
    [
        ("öffentlich", True, False), ("Öffentliche Sitzung", True, False), ("Ö", True, False),
        ("nicht öffentlich", False, True), ("nichtöffentlich", False, True), ("N", False, True),
        ("NÖ", False, True), ("öffentlich / nichtöffentlich", False, True), ("hybrid", False, False),
    ],
)  # fmt: skip
def test_only_the_printed_word_makes_a_record_public(kind, public, closed):
    minutes = record(header("one line", printed(session_kind=kind))).minutes

    assert (minutes.public, minutes.non_public) == (public, closed)


@pytest.mark.parametrize(
    ("said", "outcome", "mode", "counts"),
    [
        ("Die Beschlussfassung wird vertagt.", "postponed", None, None),
        ("Die Vorlage wird an den Bauausschuss zurückverwiesen.", "referred", None, None),
        ("Die Vorlage wurde von der Verwaltung zurückgezogen.", "withdrawn", None, None),
        ("Der Ausschuss stimmt im Konsens zu.", "by_consensus", "by_consensus", None),
        ("Dafür: 9, Dagegen: 1, Enthaltung: 2", "majority", None, {"yes": 9, "no": 1, "abstain": 2}),
        ("Der Rat beschließt einstimmig gemäß Beschlussvorschlag.", "unanimous", "unanimous", None),
        ("mit Änderungen mehrheitlich beschlossen", "amended", "majority", None),
    ],
)
def test_a_result_is_read_as_it_is_stated_below_the_debate(said, outcome, mode, counts):
    debate = "StR Birke (Freie Mitte) begrüßt die Vorlage.\n\nBM Dr. Sample stellt fest:"
    body = f"{debate}\n\n{said}\n\nZur Beurkundung\n\nX\n"

    minutes = record(header("one line", printed()), body).minutes

    assert (minutes.result_text, minutes.outcome) == (said, outcome)
    assert (minutes.mode, minutes.counts) == (mode, counts)
