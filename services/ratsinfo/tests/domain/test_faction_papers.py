"""Enquiries and motions of factions, as Braunschweig's council system prints them."""

from datetime import date

import pytest

from sachstand_ratsinfo.domain.layouts import Layout
from sachstand_ratsinfo.domain.recognition import recognise_document

ENQUIRY, ANSWER = "anfrage-braunschweig", "stellungnahme-braunschweig"
QUESTIONS = [
    (1, "Wie oft sind die Zugangspunkte ausgefallen, und wer behebt das?"),
    (2, "Wie viele Menschen nutzen sie am Tag?"),
    (3, "Was ist für die übrigen Haltestellen geplant, und bis wann?"),
]


def test_an_enquiry_says_who_asks_what_and_for_which_sitting(sample):
    found = recognise_document(sample(ENQUIRY))
    paper = found.paper

    assert (found.layout, paper.kind, paper.city) == (Layout.FACTION_PAPER, "enquiry", "braunschweig")
    assert (paper.reference, paper.date, paper.public) == ("22-18900", date(2022, 6, 1), True)
    assert paper.name == "Offene WLAN-Punkte an Haltestellen"
    assert paper.originators == ("Fraktion Ahorn", "Fraktion Linde")
    (step,) = paper.stations
    assert (step.organization_name, step.date, step.public) == (
        "Rat der Stadt Braunschweig", date(2022, 6, 14), True,
    )  # fmt: skip
    assert [(one.number, one.text) for one in paper.questions] == QUESTIONS
    assert paper.facts.startswith("Seit Herbst 2021")
    assert paper.facts.endswith("ob das so bleibt.")


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("22-18900\nAnfrage (öffentlich)", "22-18900 Anfrage (öffentlich)"),
        ("Betreff:\n", "Betreff: "),
        ("Datum:\n01.06.2022", "Datum: 1. Juni 2022"),
        ("1. Wie oft", "1) Wie oft"),
        ("1. Wie oft", "Frage 1: Wie oft"),
        ("Fraktion Ahorn und Fraktion Linde", "Fraktion Ahorn\nFraktion Linde"),
    ],
)
def test_another_conversion_says_the_same(sample, printed, instead):
    text = sample(ENQUIRY)
    assert printed in text

    assert recognise_document(text.replace(printed, instead)).paper == recognise_document(text).paper


def test_without_its_way_it_is_public_only_as_its_kind_says(sample):
    head, _, rest = sample(ENQUIRY).partition("Beratungsfolge:")
    text = head + rest[rest.index("Sachverhalt:") :]

    assert recognise_document(text).paper.public
    for label in ("", "(nichtöffentlich)", "(nicht öffentlich)"):
        paper = recognise_document(text.replace("(öffentlich)", label)).paper
        assert (paper.public, paper.non_public) == (False, bool(label)), label


def test_a_dash_in_the_place_of_who_asks_is_nobody(sample):
    text = sample(ENQUIRY).replace("Fraktion Ahorn und Fraktion Linde", "–")

    found = recognise_document(text)

    assert found.paper.originators == ()
    assert "originator" in found.missing


def test_questions_that_bear_no_numbers_are_not_guessed(sample):
    text = sample(ENQUIRY)
    for number in ("1. Wie", "2. Wie", "3. Was"):
        text = text.replace(number, number[3:])

    assert recognise_document(text).paper.questions == ()


def test_a_motion_has_the_same_head_and_what_it_moves(sample):
    text = sample(ENQUIRY).replace("Anfrage (öffentlich)", "Antrag (öffentlich)")
    moved = "Beschlussvorschlag:\n\n1. Die Punkte werden ausgebaut.\n2. Der Rat nimmt es zur Kenntnis.\n"
    paper = recognise_document(text.replace("Sachverhalt:", f"{moved}\nSachverhalt:")).paper

    assert (paper.kind, paper.questions) == ("motion", ())
    assert [(one.number, one.kind) for one in paper.motion_items] == [
        ("1", "decision"), ("2", "acknowledgement"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "state", "until"),
    [
        ("Zahlen können noch nicht vorliegen.", "deferred", None),
        ("Die Antwort wird bis zum 30.09.2022 nachgereicht.", "deferred", date(2022, 9, 30)),
        ("Die Frage kann bis zum 4. Quartal nur teilweise beantwortet werden.", "partly", date(2022, 12, 31)),
        ("Zahlen von 01.02.2022 können noch nicht vorliegen.", "deferred", None),
        ("Die Zahlen liegen bis zum 30.09.2022 vor.", "answered", None),
    ],
)
def test_an_answer_says_itself_how_far_it_goes_and_until_when_the_rest_is_put_off(
    sample, sentence, state, until
):
    text = sample(ANSWER)
    begin, end = text.index("Zahlen zur Nutzung"), text.index("\n\nzu 3)")

    second = recognise_document(text[:begin] + sentence + text[end:]).paper.answers[1]

    assert (second.text, second.state, second.until) == (sentence, state, until)


def test_an_answer_bears_the_number_of_its_enquiry(sample):
    numbered = recognise_document("22-18900-01\nStellungnahme öffentlich\n" + sample(ANSWER)).paper

    assert numbered.reference == "22-18900-01"
