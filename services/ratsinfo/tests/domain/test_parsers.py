"""Results, motions, dates, stations and promises in the words cities use."""

from datetime import date

import pytest

from sachstand_ratsinfo.domain.commitments import same, together
from sachstand_ratsinfo.domain.contents import Promise
from sachstand_ratsinfo.domain.dates import all_dates
from sachstand_ratsinfo.domain.findings import Findings
from sachstand_ratsinfo.domain.parsers.braunschweig_answers import parse_answer
from sachstand_ratsinfo.domain.parsers.motions import motion_items
from sachstand_ratsinfo.domain.parsers.press_releases import parse_press_release
from sachstand_ratsinfo.domain.parsers.promises import promises
from sachstand_ratsinfo.domain.parsers.results import read_result
from sachstand_ratsinfo.domain.parsers.stations import role_of, stations
from sachstand_ratsinfo.domain.text import read


@pytest.mark.parametrize(
    ("sentence", "outcome", "mode", "counts"),
    [
        ("Der Ausschuss stimmt dem Antrag einmütig zu.", "by_consensus", "by_consensus", None),
        ("Der Rat beschließt einstimmig wie beantragt.", "unanimous", "unanimous", None),
        ("Der Rat lehnt den Antrag mehrheitlich ab.", "rejected", "majority", None),
        ("Der Rat lehnt den Antrag einstimmig ab.", "rejected", "unanimous", None),
        ("Die Vorlage wird vertagt.", "postponed", None, None),
        ("Die Vorlage wird in den Bauausschuss verwiesen.", "referred", None, None),
        ("Der Antrag wird zurückgezogen.", "withdrawn", None, None),
        ("Der Ausschuss nimmt den Bericht zur Kenntnis.", "noted", None, None),
        ("Der Rat beschließt in der geänderten Fassung.", "amended", None, None),
        ("Bei zwei Gegenstimmen mehrheitlich beschlossen.", "majority", "majority", {"no": 2}),
        (
            "Mit 30 Ja-Stimmen, 12 Nein-Stimmen und 1 Enthaltung.",
            "majority",
            None,
            {"yes": 30, "no": 12, "abstain": 1},
        ),
        ("Mit 3 Ja-Stimmen und 12 Nein-Stimmen.", "rejected", None, {"yes": 3, "no": 12}),
        ("Es wurde lange gesprochen.", None, None, None),
    ],
)
def test_the_result_sentence_says_outcome_and_manner(sentence, outcome, mode, counts):
    said = read_result(sentence)

    assert (said.outcome, said.mode, said.counts) == (outcome, mode, counts)


def test_an_item_that_is_only_noted_decides_nothing():
    text = (
        "Beschlussantrag:\n\n1. Der Bericht wird zur Kenntnis genommen.\n"
        "2. Dem Bau im Jahr 2024. wird zugestimmt."
    )
    items, _ = motion_items(Findings(read(text)), 0, len(text))

    assert [(i.number, i.kind) for i in items] == [("1", "acknowledgement"), ("2", "decision")]


def test_a_motion_without_numbers_is_one_item():
    text = "Beschlussantrag:\nDem Bau wird zugestimmt.\n\nDie Beratungsunterlage ist beigefügt."
    items, _ = motion_items(Findings(read(text)), 0, len(text))

    assert [(i.number, i.text) for i in items] == [("1", "Dem Bau wird zugestimmt.")]


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("am 24.03.2021", [date(2021, 3, 24)]),
        ("am 4. Mai 2021", [date(2021, 5, 4)]),
        ("2021-03-24", [date(2021, 3, 24)]),
        ("31.02.2021", []),
        ("Abt. 10.1 und 20.3", []),
        ("am 29. April bzw. am 4. Mai 2021", [date(2021, 5, 4)]),
    ],
)
def test_dates_are_read_and_impossible_days_are_not(printed, days):
    assert [found.day for found in all_dates(printed)] == days


def test_each_step_has_its_own_publicity():
    text = (
        "Beratungsfolge\tSitzungstermin\tStatus\nFinanzausschuss (Vorberatung)\t01.03.2021\tN\n"
        "Rat der Stadt Braunschweig (Entscheidung)\t23.03.2021\tÖ\nOrtsrat\t24.03.2021\n\nSachverhalt:\n"
    )
    found = stations(Findings(read(text)))

    assert [(s.organization_name, s.role, s.public) for s in found] == [
        ("Finanzausschuss", "preliminary", False),
        ("Rat der Stadt Braunschweig", "decision", True),
        ("Ortsrat", None, None),
    ]


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("zur Kenntnis", "acknowledgement"),
        ("Vorberatung", "preliminary"),
        ("Anhörung", "hearing"),
        ("?", None),
    ],
)
def test_the_printed_words_say_what_a_body_does(printed, role):
    assert role_of(printed) == role


def test_a_promise_needs_an_announcement_and_a_time():
    text = (
        "Die Verwaltung wird dem Bauausschuss im 3. Quartal berichten. "
        "Die Verwaltung hat am 1. Mai 2021 berichtet. "
        "Geplant ist ein Neubau."
    )
    found = promises(Findings(read(text)), 0, len(text), 2021)

    assert [(p.due, p.due_label, p.bodies) for p in found] == [
        (date(2021, 9, 30), "3. Quartal", ("Bauausschuss",))
    ]


def test_without_the_documents_year_a_quarter_has_no_day():
    text = "Die Verwaltung wird im 3. Quartal berichten."

    assert [p.due for p in promises(Findings(read(text)), 0, len(text), None)] == [None]


def test_of_two_sentences_about_one_thing_the_dated_one_stays():
    vague = Promise(
        "Dem Rat soll eine Beschlussvorlage zum Ausbau der Halle vorgelegt werden.", None, "bald", ("Rat",)
    )
    exact = Promise(
        "Dem Rat wird die Beschlussvorlage zum Ausbau der Halle vorgelegt.",
        date(2021, 5, 11),
        "11. Mai",
        ("Rat",),
    )

    assert together((vague,), (exact,)) == (exact,)
    assert together((exact,), (vague,)) == (exact,)
    assert not same(exact, Promise("Anderes.", date(2021, 5, 11), "11. Mai", ("Rat",)))


def test_a_long_first_sentence_of_a_press_release_is_cut_where_a_clause_ends():
    text = (
        "Braunschweig. Mit neuen Pegeln am Fluss, die den Wasserstand jede Minute melden, und Werten, "
        "die allen offen zur Verfügung stehen und verständlich sind, geht die Stadt einen Schritt weiter.\n"
    )

    name = parse_press_release(Findings(read(text))).name

    assert name is not None
    assert name.startswith("Mit neuen Pegeln am Fluss, die den Wasserstand jede Minute melden, und Werten")
    assert text[text.index(name) + len(name)] == ","


def test_a_step_whose_labels_stand_on_lines_of_their_own_names_its_body_and_not_a_label():
    text = (
        "Beratungsfolge\nAusschuss für Gewässer (zur Kenntnis)\n\nSitzungstermin\n09.02.2023\n\nStatus\nÖ\n\n"
        "Sachverhalt:\n"
    )

    (step,) = stations(Findings(read(text)))

    assert (step.organization_name, step.date, step.public) == (
        "Ausschuss für Gewässer",
        date(2023, 2, 9),
        True,
    )


def test_an_answer_does_not_begin_with_the_mark_of_its_number():
    text = "Stellungnahme\n\nSachverhalt:\nDazu wird Stellung genommen.\n\nZu 1.:\nEs sind zwanzig.\n"

    (answer,) = parse_answer(Findings(read(text))).content.answers

    assert answer.text == "Es sind zwanzig."
