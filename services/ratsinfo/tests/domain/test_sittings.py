"""Minutes of a whole sitting: its head, who was there, all items, and what of them is not public."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_ratsinfo.domain.contents import Attendee
from sachstand_ratsinfo.domain.layouts import Layout
from sachstand_ratsinfo.domain.recognition import recognise_document
from sachstand_ratsinfo.domain.text import normal

SITTING = "niederschrift-sitzung-braunschweig"
CLOSED = ("Vergabe der Wartung", "Musterwartung", "22-90820")
HEADING = re.compile(r"(?m)^(\d(?:\.\d)?)\. (?=[A-ZÄÖÜ][^\n]*$)")
NEVER = ("Der Bericht", "Dem Betrieb", "Die Gebühr")


def marked(text, form):
    """The sample with other headings of its items; the points of the motion stay as they are."""
    return HEADING.sub(lambda m: m[0] if text.startswith(NEVER, m.end()) else form.format(m[1]), text)


def read(text):
    found = recognise_document(text)
    assert found.layout is Layout.SITTING_MINUTES
    return found


def told(minutes):
    return {
        item.item_number: (item.public, item.outcome, item.counts, item.paper_reference, item.oral)
        for item in minutes.items
    }


EXPECTED = {
    "1": (True, None, None, None, False),
    "2": (True, None, None, None, False),
    "3": (True, "split", None, "22-90811", False),
    "4": (True, "amended", {"yes": 6, "no": 1, "abstain": 2}, "22-90812", False),
    "5": (True, None, None, None, False),
    "5.1": (True, "noted", None, None, True),
    "6": (True, "withdrawn", None, "22-90815", False),
    "7": (False, "unanimous", None, "22-90820", False),
}


def test_the_head_of_a_sitting_is_read(sample):
    minutes = read(sample(SITTING)).minutes

    assert (minutes.city, minutes.organization_name) == (City.BRAUNSCHWEIG, "Ausschuss für Mustersachen")
    assert (minutes.meeting_date, minutes.begins, minutes.ends) == (date(2022, 9, 15), "15:00", "16:45")
    assert (minutes.place, minutes.number) == ("Rathaus, Kleiner Saal", "7")
    assert (minutes.chairs, minutes.keeper) == (("Ratsherr Ahorn",), "Herr Weide")
    assert (minutes.public, minutes.item_number, minutes.outcome) == (True, None, None)


def test_everybody_who_was_there_is_listed_as_printed(sample):
    people = read(sample(SITTING)).minutes.attendance

    assert len(people) == 8
    assert people[2] == Attendee("Mitglieder", "Ratsherr Dr. Erle", "Freie Mitte", "ab 15:20 Uhr")
    assert people[3] == Attendee("Mitglieder", "Ratsfrau Hasel", "Gruppe Ufer")
    assert people[-1] == Attendee("Abwesend", "Ratsherr Linde", "Liste Stadt", "entschuldigt", present=False)


@pytest.mark.parametrize("colon", ["", ":"])
@pytest.mark.parametrize(
    "heading",
    ["entschuldigt", "Entschuldigt", "Entschuldigt fehlen", "Entschuldigt fehlt", "Es fehlten", "Es fehlt",
     "Es fehlten entschuldigt", "Unentschuldigt", "Fehlend", "Nicht erschienen", "ABWESEND", "Abwesende",
     "Abwesende Mitglieder", "Entschuldigte Mitglieder", "Mitglieder (entschuldigt)",
     "Folgende Mitglieder fehlen",
     "Verhindert", "Verhindert sind", "Nicht anwesend waren", "Entschuldigt haben sich",
     "Wegen Krankheit fehlen",
     "Entschuldigt fehlen vom Rat der Stadt"],
)  # fmt: skip
def test_those_below_a_heading_of_absence_were_not_there(sample, heading, colon):
    absent = f"{heading}{colon}\nRatsfrau Fehlt (Freie Mitte)\nRatsherr Linde (Liste Stadt)\n\nVerwaltung\n"
    text = re.sub(r"Abwesend\n[^\n]*\n", "", sample(SITTING)).replace("Verwaltung\n", absent, 1)

    people = read(text).minutes.attendance

    assert [one.name for one in people if not one.present] == ["Ratsfrau Fehlt", "Ratsherr Linde"]
    assert [one.name for one in people if one.present] == [
        one.name for one in read(sample(SITTING)).minutes.attendance[:-1]
    ]


@pytest.mark.parametrize(
    "line",
    ["Entschuldigt: Ratsherr Linde", "Entschuldigt fehlt Ratsherr Linde", "Es fehlt: Ratsherr Linde",
     "Mitglieder\nRatsherr Linde (entschuldigt)", "Mitglieder\nRatsherr Linde - abwesend",
     "Mitglieder: Ratsherr Linde, fehlt"],
)  # fmt: skip
def test_one_who_is_said_to_be_absent_on_the_same_line_was_not_there(sample, line):
    text = re.sub(r"Abwesend\n[^\n]*", line, sample(SITTING))

    people = read(text).minutes.attendance

    assert [one.present for one in people] == [True] * 7 + [False]
    assert people[-1].name.startswith("Ratsherr Linde")


@pytest.mark.parametrize("form", ["{}. ", "TOP {}: ", "TOP {} - ", "Tagesordnungspunkt {}. ", "{}.\t"])
def test_all_items_have_their_own_results_whatever_their_headings_look_like(sample, form):
    minutes = read(marked(sample(SITTING), form)).minutes

    assert told(minutes) == EXPECTED
    assert len(minutes.items) == len(EXPECTED)
    assert [(r.number, r.outcome) for r in minutes.items[2].results] == [
        ("1", "noted"),
        ("2", "unanimous"),
        ("3", "postponed"),
    ]
    assert [c.speaker for c in minutes.items[2].contributions] == ["Ratsfrau Birke", "Frau Ulme"]


def bare(text, form="{} "):
    """The sample with an agenda without dots, and other headings below it."""
    agenda, body = text.split("Öffentlicher Teil\n\n1. ", 1)
    return marked(agenda, "{} ") + marked(f"Öffentlicher Teil\n\n1. {body}", form)


@pytest.mark.parametrize("form", ["{} ", "TOP {} ", "TOP {}: ", "{}. "])
def test_an_agenda_without_dots_lists_its_items_as_well(sample, form):
    found = read(bare(sample(SITTING).replace("5.1. ", "5.1 "), form))

    assert told(found.minutes) == EXPECTED
    assert len(found.minutes.items) == len(EXPECTED)
    assert not any(word in found.public_text for word in CLOSED)
    assert not any(re.fullmatch(r"items\.[\d.]+", one) for one in found.missing)


@pytest.mark.parametrize("form", ["{} ", "TOP {}: ", "{}. "])
@pytest.mark.parametrize(("number", "title"), [("1", "Eröffnung"), ("4", "Trinkbrunnen"), ("7", "Vergabe")])
def test_an_item_of_the_agenda_that_is_not_in_the_text_is_told(sample, form, number, title):
    text = sample(SITTING)
    text = bare(text.replace("5.1. ", "5.1 "), form) if form != "{}. " else text
    gone = re.compile(rf"(?m)^{re.escape(form.format(number))}{title}[^\n]*\n\n")
    last = list(gone.finditer(text))[-1]
    found = read(text[: last.start()] + text[last.end() :])

    assert f"items.{number}" in found.missing
    assert number not in told(found.minutes)
    assert set(told(found.minutes)) == set(EXPECTED) - {number}


@pytest.mark.parametrize(
    "line", ["6 Räder stehen bereit.", "30 Stationen wurden besucht", "3 Euro kostet das"]
)
def test_a_line_that_begins_with_a_number_is_no_item(sample, line):
    text = bare(sample(SITTING).replace("5.1. ", "5.1 ")).replace("Frau Ulme (F", f"{line}\n\nFrau Ulme (F")

    assert told(read(text).minutes) == EXPECTED


@pytest.mark.parametrize("written", ["", " (Vorlage 22-90811)", ", Drucksache Nr. 22-90811"])
def test_a_heading_may_print_the_number_of_the_paper_where_the_agenda_does_not(sample, written):
    text = sample(SITTING).replace("Wochenmärkten 22-90811", "Wochenmärkten", 1)
    text = text.replace("Wochenmärkten 22-90811", f"Wochenmärkten{written}")

    assert list(told(read(text).minutes)) == list(EXPECTED)


def test_minutes_without_an_agenda_are_read_by_their_marked_headings(sample):
    text = marked(sample(SITTING), "TOP {}: ")
    text = re.sub(r"(?s)Tagesordnung\n.*?(?=Öffentlicher Teil\n\nTOP 1)", "", text)

    assert told(read(text).minutes) == EXPECTED


def test_people_on_one_line_are_the_same_people(sample):
    text = sample(SITTING)
    lines = re.sub(r"(?m)^(Vorsitz|Mitglieder|Verwaltung|Protokollführung)\n", r"\1: ", text)
    lines = lines.replace("(Liste Stadt)\nRatsherr Dr.", "(Liste Stadt), Ratsherr Dr.")

    assert read(lines).minutes.attendance == read(text).minutes.attendance


def test_each_field_says_of_which_item_it_is_and_where_it_stands(sample):
    text = sample(SITTING)

    found = read(text)

    (result,) = [one for one in found.findings if one.field == "items.6.resultText"]
    assert text[result.span.start : result.span.end] == "Der Antrag wird zurückgezogen."
    assert {"items.4.paperReference", "items.5.1.oral", "attendance"} <= {one.field for one in found.findings}
    assert [one.field for one in found.unclear] == ["items.2.result"]


@pytest.mark.parametrize(
    "closing",
    ["Nichtöffentlicher Teil", "Nicht öffentliche Sitzung:", "II. Nichtöffentlicher Teil", "Nicht öffentlich",
     "NICHTÖFFENTLICHER TEIL", "Vertraulicher Teil der Sitzung"],
)  # fmt: skip
def test_what_is_not_public_is_in_no_public_text_and_no_public_item(sample, closing):
    text = re.sub(r"Nichtöffentlicher Teil:?", closing, sample(SITTING))

    found = read(text)

    assert found.minutes.items[-1].non_public
    assert all(word in found.text for word in CLOSED)
    assert not any(word in found.public_text for word in CLOSED)
    assert "Leihstationen für Lastenräder" in found.public_text


@pytest.mark.parametrize("mark", ["TOP N {}: ", "N {} "])
def test_a_single_item_may_be_marked_as_not_public(sample, mark):
    text = re.sub(r"Nichtöffentlicher Teil:?\n", "", sample(SITTING)).replace(
        "7. Vergabe", mark.format(7) + "Vergabe"
    )

    found = read(text)

    assert found.minutes.items[-1].non_public
    assert not any(word in found.public_text for word in CLOSED)


def test_items_of_both_parts_with_one_number_are_told_apart(sample):
    text = sample(SITTING).replace("7. Vergabe", "1. Vergabe")

    assert [item.item_number for item in read(text).minutes.items][-1] == "N 1"


@pytest.mark.parametrize(
    ("old", "new", "public", "closed"),
    [
        ("Öffentlicher Teil", "", False, True),
        ("Sitzung des", "Nichtöffentliche Sitzung des", True, False),
        ("Niederschrift\n", "Niederschrift über die öffentliche und nichtöffentliche Sitzung\n", True, False),
    ],
)
def test_a_record_that_prints_both_is_public_only_where_it_parts_them(sample, old, new, public, closed):
    minutes = recognise_document(re.sub(rf"(?m)^{old}:?", new, sample(SITTING))).minutes

    assert (minutes.public, minutes.non_public) == (public, closed)


def test_a_sitting_that_says_it_is_not_public_and_parts_nothing_is_internal(sample):
    text = re.sub(r"(?m)^(?:Nichtö|Ö)ffentlicher Teil:?\n", "", sample(SITTING))
    minutes = read(text.replace("Sitzung des", "Nichtöffentliche Sitzung des", 1)).minutes

    assert (minutes.public, minutes.non_public) == (False, True)
    assert not any(item.public for item in minutes.items)


def test_without_any_item_it_is_an_unknown_layout_and_a_paper(sample):
    text = sample(SITTING)[: sample(SITTING).index("1. Eröffnung")]

    found = recognise_document(text)

    assert (found.layout, found.minutes) == (Layout.UNKNOWN, None)
    assert found.paper is not None


@pytest.mark.parametrize(
    ("decision", "votes", "outcome", "counts"),
    [
        ("Beschluss:\nDer Vorlage wird zugestimmt.", "dafür: 6 dagegen: 1", "majority", {"yes": 6, "no": 1}),
        (
            "Beschluss (geändert):\nDie Halle wird gebaut.",
            "dafür: 6 dagegen: 1",
            "amended",
            {"yes": 6, "no": 1},
        ),
        ("Beschluss:\nDie Halle wird gebaut.", "einstimmig", "unanimous", None),
        ("Beschluss:\nDie Vorlage wird vertagt.", "dafür: 6 dagegen: 1", "postponed", {"yes": 6, "no": 1}),
        ("Beschluss:\nDie Vorlage wird abgelehnt.", "dafür: 1 dagegen: 6", "rejected", {"yes": 1, "no": 6}),
        ("Beschluss:\nDie Vorlage wird abgelehnt.", "dafür: 6 dagegen: 1", None, None),
        ("Beschluss:\nDie 3. Änderung der Satzung gilt.", "dafür: 6 dagegen: 1", None, None),
    ],
)
def test_votes_belong_to_the_decision_above_them(sample, decision, votes, outcome, counts):
    said = f"{decision}\n\nAbstimmungsergebnis:\n{votes}\n\n5. Mitteilungen"
    text = re.sub(
        r"(?s)Beschluss:\n\nDer Vorlage wird mit.*?5\. Mitteilungen", lambda _: said, sample(SITTING)
    )

    item = read(text).minutes.items[3]

    assert (item.outcome, item.counts) == (outcome, counts)
    assert [c.text for c in item.contributions] == [
        "Ratsherr Dr. Erle (Freie Mitte) fragt nach der Reinigung."
    ]


TALK = "Ratsherr Dr. Erle (Freie Mitte) fragt nach der Reinigung."


def ended(sample, *lines):
    """What is read of an item whose last lines are these."""
    said = "\n".join((TALK, *lines, "", "5. Mitteilungen"))
    text = re.sub(
        r"(?s)Ratsherr Dr\. Erle \(Freie Mitte\) fragt.*?5\. Mitteilungen", lambda _: said, sample(SITTING)
    )
    found = read(text)
    unclear = [one.text for one in found.unclear if one.field == "items.4.result"]
    return found.minutes.items[3], unclear


@pytest.mark.parametrize("gap", [(), ("",)])
@pytest.mark.parametrize(
    ("said", "outcome", "counts"),
    [
        ("Der Vorlage wird einstimmig zugestimmt.", "unanimous", None),
        ("Die Vorlage wird einstimmig beschlossen.", "unanimous", None),
        ("Die Vorlage wird bei 2 Gegenstimmen angenommen.", "majority", {"no": 2}),
        ("Der Antrag wird zurückgezogen.", "withdrawn", None),
        ("Die Mitteilung wird zur Kenntnis genommen.", "noted", None),
        ("Die Vorlage wird an die Verwaltung zurückverwiesen.", "referred", None),
        ("Die Vorlage wurde vertagt.", "postponed", None),
        ("Einstimmig beschlossen.", "unanimous", None),
        ("Zur Kenntnis genommen.", "noted", None),
    ],
)
def test_the_last_sentence_of_an_item_is_its_result_without_a_label(sample, gap, said, outcome, counts):
    item, unclear = ended(sample, *gap, said)

    assert (item.outcome, item.counts, item.result_text, unclear) == (outcome, counts, said, [])
    assert [c.text for c in item.contributions] == [TALK]


@pytest.mark.parametrize(
    "lines",
    [
        ("", "Die Niederschrift wird bei Bedarf genehmigt."),
        ("", "Der Vorlage wird vorbehaltlich der Mittel zugestimmt."),
        ("", "Die Anfrage der Freien Mitte wird zurückgezogen."),
        ("", "Vorgeschlagen wird:", "", "Der Vorlage wird zugestimmt."),
        ("Man wolle warten. Der Vorlage wird zugestimmt.",),
    ],
)
def test_a_last_sentence_that_is_not_surely_the_result_is_told_and_not_read(sample, lines):
    item, unclear = ended(sample, *lines)

    assert (item.outcome, item.result_text) == (None, None)
    assert unclear == [lines[-1].removeprefix("Man wolle warten. ")]


@pytest.mark.parametrize(
    "lines",
    [
        ("", "Der Vorlage wird zugestimmt.", "", "Frau Ulme (Fachbereich Musterdienste) dankt."),
        ("", "Die Brunnen werden im Mai gebaut."),
    ],
)
def test_other_sentences_are_no_result(sample, lines):
    item, unclear = ended(sample, *lines)

    assert (item.outcome, item.result_text, unclear) == (None, None, [])


@pytest.mark.parametrize(
    "first", ["Der Ausschuss stimmt der Vorlage zu.", "Ergebnis: einstimmig beschlossen"]
)
def test_a_last_sentence_that_contradicts_the_result_before_it_makes_it_unclear(sample, first):
    item, unclear = ended(sample, "", first, "", TALK, "", "Der Antrag wird zurückgezogen.")

    assert item.outcome is None
    assert unclear == [first.removeprefix("Ergebnis: "), "Der Antrag wird zurückgezogen."]


def test_votes_may_stand_on_the_line_of_the_decision(sample):
    item, unclear = ended(
        sample,
        "",
        "Beschluss: Der Vorlage wird zugestimmt. Abstimmungsergebnis: 8 Ja, 3 Nein, 2 Enthaltungen",
    )

    assert (item.outcome, item.counts, unclear) == ("majority", {"yes": 8, "no": 3, "abstain": 2}, [])
    assert [c.text for c in item.contributions] == [TALK]


def test_the_last_result_stands_before_the_end_of_the_sitting(sample):
    text = sample(SITTING).replace(
        "Beschluss: Der Vorlage wird einstimmig zugestimmt.", "Der Vorlage wird zugestimmt."
    )

    assert read(f"{text}\n\nRatsherr Ahorn schließt die Sitzung.\n").minutes.items[-1].outcome == "adopted"


def test_a_list_of_people_with_a_long_line_of_nothing_is_read_in_no_time(sample):
    nothing = "Verwaltung\n" + " " * 30_000 + "\n" + "\t" * 30_000 + "\n"

    found = read(sample(SITTING).replace("Verwaltung\n", nothing))

    assert found.minutes.attendance == read(sample(SITTING)).minutes.attendance


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_torn_record_is_still_read_and_its_closed_part_stays_closed(data):
    from pathlib import Path

    text = (Path(__file__).parents[4] / "docs" / "samples" / f"{SITTING}.txt").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    last = len(lines) - lines[::-1].index("Nichtöffentlicher Teil\n") - 1
    start = data.draw(st.integers(0, last))
    end = data.draw(st.integers(start, last))

    found = recognise_document("".join(lines[:start] + lines[end:]))

    source = normal(found.reading.source)
    assert all(one.text in source for one in found.findings)
    assert recognise_document(found.reading.source).findings == found.findings
    assert "Musterwartung" not in found.public_text
