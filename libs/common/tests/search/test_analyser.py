"""German words and under what they are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.search.analyser import analysed, lexicon, terms
from sachstand_common.search.entries import vector
from sachstand_common.search.questions import read_question, snippet


def found_by(question: str, word: str) -> bool:
    stem, parts = analysed(word.casefold())
    return bool({stem, *parts} & read_question(question).wanted)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Strategie", "Digitalisierungsstrategie"), ("Akte", "Personalakten"), ("Akten", "Steuerakte"),
        ("Vorlage", "Beschlussvorlagen"), ("Rat", "Stadträte"), ("Gebäude", "Gebaeudeakte"),
        ("strasse", "Straßenbeleuchtung"),
        ("Verkehr", "Radverkehrskonzept"),
        ("Haushalt", "Haushaltsplanung"), ("Bürgermeister", "Oberbürgermeister"),
        ("Strategien", "Zukunftsstrategie"), ("Parken", "Handyparken"),
    ],
)  # fmt: skip
def test_a_word_finds_the_compounds_it_is_part_of(question, word):
    assert found_by(question, word)


@pytest.mark.parametrize(("question", "word"), [("Lage", "Vorlage"), ("Rat", "Beratung"), ("Akt", "aktuell")])
def test_a_word_is_not_found_where_only_its_letters_stand(question, word):
    assert not found_by(question, word)


def test_a_compound_asks_for_itself_or_for_all_of_its_parts():
    assert read_question("Personalakten").tsquery == "((personalakt | (personal & akt)))"


def test_words_in_a_row_and_words_that_must_not_occur():
    asked = read_question('"smarte Stadt" -Energie und')

    assert asked.tsquery == "(smart <-> stadt) & !(energi)"
    assert "energi" not in asked.wanted


def test_nothing_but_small_words_asks_for_nothing():
    assert read_question('der und die - "" !!! \'x').tsquery in ("", "(x)")
    assert read_question("und").tsquery == ""


def test_the_snippet_begins_before_the_first_word_asked_for_and_marks_it():
    text = "Anfang. " * 200 + "Der Rat hat die Digitalisierungsstrategie beschlossen. " + "Ende. " * 200

    found = snippet(text, read_question("Strategie"))

    assert [found.text[a:b] for a, b in found.marks] == ["Digitalisierungsstrategie"]
    assert len(found.text) <= 240


@given(st.text(max_size=300))
def test_every_word_finds_itself_and_nothing_raises(text):
    for term in terms(text):
        assert text[term.start : term.end]
        assert term.stem in read_question(text[term.start : term.end]).wanted
    snippet(text, read_question(text))


@given(st.text(max_size=200))
def test_a_vector_holds_nothing_that_postgresql_would_read_otherwise(text):
    for entry in vector(text, text).split(" "):
        stem, _, places = entry.partition(":")
        assert not entry or (
            stem.isalnum() and all(place.rstrip("A").isdigit() for place in places.split(","))
        )


def test_the_lexicon_keeps_each_word_as_itself():
    assert lexicon()["strategie"] == "strategie"
