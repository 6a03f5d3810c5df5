"""Undoing what page layout did to words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.text import flowing, normal, read, squash

SCRAPS = st.sampled_from([
    "-", "\n", "\n\n", "\f", " ", "\t", "**", "<b>", "</b>", "# ", "GRÜ", "NE", "Stra", "tegie",
    "und", "Personal", "\u00ad", "\u00a0", "a\u0308", "- 2 -", "Seite 3 von 9", ".", "„", "“", "1.",
    "ß", "\r\n", "x@y.de", "<ul style='a'>", "</ul>", "<li>", "</li>", "<br/>", "<td>", "</td>", "&nbsp;",
    "<", "&lt;b&gt;",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(SCRAPS, max_size=60).map("".join))


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("Stra-\ntegie", "Strategie"),
        ("Digi-\n\n\n\ntalisierung", "Digitalisierung"),
        ("Akten-\n- 2 -\n\nführung", "Aktenführung"),
        ("Akten-\n\fführung", "Aktenführung"),
        ("(90/GRÜ-\nNE)", "(90/GRÜNE)"),
        ("(90/GRÜ-NE)", "(90/GRÜNE)"),
        ("AKR-DSB/ISB", "AKR-DSB/ISB"),
        ("Personal- und Sachkosten", "Personal- und Sachkosten"),
        ("Personal-\nund Sachkosten", "Personal- und Sachkosten"),
        ("Smart-City-\nStrategie", "Smart-City-Strategie"),
        ("So\u00adzi\u00ad\nales", "Soziales"),
        ("<b>TOP:</b>\t<b>4a</b>", "TOP: 4a"),
        ("**Betreff:****Name**", "Betreff:Name"),
        ("Fa\u0308cher", "Fächer"),
        ("Rat&nbsp;der Stadt &amp; B&uuml;ro &#8211; 3 &lt; 4", "Rat der Stadt & Büro – 3 < 4"),
        ("Ziele\t<ul style='a:b'> <li>– Wege</li> <li>Netze</li>\n</ul>", "Ziele - Wege - Netze"),
        ("<p>Erstens</p><p class=x>Zweitens<br/>Drittens</p>", "Erstens Zweitens Drittens"),
        ("<TABLE><tr><td>Rat</td><td>Ö</td></tr></TABLE>", "Rat Ö"),
        ("<a href='mailto:x'>Amt</a> <!-- intern --> <https://example.org>", "Amt <https://example.org>"),
    ],
)
def test_words_are_read_as_they_were_written(printed, read_as):
    assert normal(printed) == read_as


@given(TEXTS)
def test_reading_again_changes_nothing(text):
    once = read(text).clean

    assert read(once).clean == once


@given(TEXTS)
def test_each_character_knows_its_place(text):
    reading = read(text)

    assert len(reading.clean) == len(reading.origin)
    assert list(reading.origin) == sorted(reading.origin)
    assert all(0 <= place < max(len(text), 1) for place in reading.origin)


@given(TEXTS)
def test_no_tag_is_left(text):
    clean = read(text).clean

    assert not [tag for tag in ("<ul", "<li", "</", "<br", "<td", "<b>", "&nbsp;") if f"{tag}>" in clean]


def test_a_sentence_torn_by_a_page_break_stays_whole():
    line = "Die weiteren Maßnahmen wären nach Auskunft der Fachleute damit"

    assert (
        flowing(f"{line}\n\nnahezu bezahlt.\n\nEin neuer Absatz.")
        == squash(f"{line} nahezu bezahlt.") + "\n\nEin neuer Absatz."
    )
