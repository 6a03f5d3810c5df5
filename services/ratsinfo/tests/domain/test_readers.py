"""Readers: the same text comes out of each format, and nothing that is not on the pages."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.findings import Span
from sachstand_ratsinfo.domain.readers import (
    Unreadable,
    base,
    html,
    plain_text,
    promised_otherwise,
    reader_for,
)
from sachstand_ratsinfo.domain.readers import docx as docx_reader
from sachstand_ratsinfo.domain.readers import pdf as pdf_reader
from sachstand_ratsinfo.domain.recognition import recognise_document

ANSWER, MINUTES = "stellungnahme-braunschweig", "niederschrift-stuttgart"


def text_of(data):
    return reader_for(data).extract(data).text


def reason(data):
    with pytest.raises(Unreadable) as refused:
        text_of(data)
    assert refused.value.detail
    return refused.value.reason


@pytest.mark.parametrize("name", [f"{ANSWER}.html", f"{ANSWER}.pdf"])
def test_an_answer_says_the_same_in_each_format(sample, sample_bytes, name):
    paper = recognise_document(text_of(sample_bytes(name))).paper

    assert paper == recognise_document(sample(ANSWER)).paper


def test_minutes_say_the_same_as_docx(sample, sample_bytes):
    table, typed = (
        recognise_document(text).minutes
        for text in (sample(MINUTES), text_of(sample_bytes(f"{MINUTES}.docx")))
    )

    assert typed.recipients
    assert {f for f in vars(table) if getattr(table, f) != getattr(typed, f)} == {"contributions"}
    said = [[replace(one, span=Span(0, 0)) for one in m.contributions] for m in (table, typed)]
    assert said[0] == said[1]


def test_the_content_decides_and_never_the_name(sample_bytes):
    kinds = {f"{ANSWER}.html": html, f"{ANSWER}.pdf": pdf_reader, f"{MINUTES}.docx": docx_reader}

    for name, reader in kinds.items():
        assert reader_for(sample_bytes(name)) is reader.READER
    assert reader_for(b"<b>Protokoll:</b>\tText mit <script>").media_type.startswith("text/plain")
    assert reader_for("\ufeff\n<!DOCTYPE HTML><p>x".encode()) is html.READER
    assert reader_for("<html>ä".encode("utf-16")) is html.READER


@pytest.mark.parametrize(
    ("name", "declared", "otherwise"),
    [
        ("a.html", "text/html; charset=x", False), ("a.htm", "application/xhtml+xml", False),
        ("a", None, False), ("a.unbekannt", "application/octet-stream", False), ("a.HTML", "", False),
        ("a.txt", "text/html", True), ("a.pdf", None, True), ("a.html", "application/pdf", True),
        ("a.html", "text/plain", True), ("a.html", "image/png", True),
    ],
)  # fmt: skip
def test_a_name_or_a_media_type_that_promises_otherwise_is_noticed(name, declared, otherwise):
    assert promised_otherwise(html.READER, name, declared) is otherwise


def test_a_page_without_scripts_styles_and_what_is_hidden():
    page = b"""<!DOCTYPE html><head><title>MARK</title><style>p{color:MARK}</style></head><body onload="MARK">
        <script>if (1 < 2) document.write("<p>MARK</p>")</script><script src="MARK"/>MARK</script>
        <nav>MARK</nav><p hidden>MARK<p style="color:red; DISPLAY : none">MARK<br>MARK</p>
        <!-- MARK <script>MARK</script> --><noscript>MARK</noscript><template><p>MARK</p></template>
        <svg><text>MARK</text><script>MARK</script></svg><a href="javascript:MARK" title="MARK">Be</a>trag:
        &lt;script&gt; 3&nbsp;&euro;<p>Ende<style>MARK</style><iframe srcdoc="MARK">MARK</iframe>
        <!-- <script>MARK"""

    assert text_of(page) == "Betrag: <script> 3\xa0€\n\nEnde"


def test_a_page_is_read_in_the_encoding_it_names():
    assert text_of('<meta charset="iso-8859-1"><p>Größe „1“'.encode("cp1252")) == "Größe „1“"
    assert text_of("<html><p>Größe".encode("cp1252")) == "Größe"
    assert text_of("<html><p>Größe".encode("utf-16")) == "Größe"
    assert text_of('<meta charset="unbekannt"><p>Größe'.encode()) == "Größe"


@pytest.mark.parametrize("printed", ["Größe", "Öffnung: 5 €", "Der Rat sagt: „Für Ärzte übers Café – § 37a“"])
def test_a_text_is_read_in_the_encodings_of_german_offices(printed):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        found = reader_for(printed.encode(encoding)).extract(printed.encode(encoding))
        old = encoding == "cp1252"
        assert (found.text, found.notes) == (printed, (plain_text.READ_AS_WINDOWS_1252,) if old else ())
    assert text_of("Größe".encode("utf-16-be").join([b"\xfe\xff", b""])) == "Größe"


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "koi8-r", "shift_jis"])
def test_a_text_in_another_encoding_is_not_guessed_at(encoding):
    printed = (
        "прямо" if encoding == "koi8-r" else "都市" if encoding == "shift_jis" else "Straßengröße für Fußwege"
    )

    assert reason(printed.encode(encoding)) == "wrong_encoding"


def test_tables_become_rows_and_page_layout_becomes_blocks():
    inner = "<table><tr><th>Gremium<td>Rat<br>der Stadt<td></tr><tr><td><td>Ö</table>"
    long = f"<p>{'Wort ' * 200}<p>Ende"
    page = f"<html><table><tr><td>Kopf</td><td>{inner}</td></tr><tr><td>{long}</td><td>Rand</td></tr></table>"

    blocks = text_of(page.encode()).split("\n\n")

    assert blocks[:2] == ["Kopf", "Gremium\tRat der Stadt\t\n\tÖ"]
    assert blocks[3:] == ["Ende", "Rand"]


def test_items_bear_the_numbers_that_a_page_prints():
    page = b"<ol start=2><li>zwei<li value=7>sieben<ul><li>Punkt</ul><li>acht</ol><ol type=a><li>x</ol>"

    assert text_of(b"<html>" + page) == "2. zwei\n7. sieben\n- Punkt\n8. acht\n\n- x"


NUMBERS = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/>
</w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""


def item(text, level=0):
    return (
        f'<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:numPr><w:ilvl w:val="{level}"/>'
        f"<w:numId w:val='9'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_items_bear_the_numbers_that_an_office_program_prints(docx):
    body = item("zwei") + item("a", 1) + item("b", 1) + item("drei") + item("a", 1)

    text = text_of(docx(body, **{"word/numbering.xml": NUMBERS}))

    assert text.split("\n\n") == ["2. zwei", "2.a) a", "2.b) b", "3. drei", "3.a) a"]


def test_deleted_and_hidden_text_is_not_in_the_document(docx):
    body = """<w:p><w:r><w:t>Es </w:t></w:r><w:del><w:r><w:delText>MARK</w:delText></w:r></w:del>
        <w:moveFrom><w:r><w:t>MARK</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>MARK</w:t></w:r>
        <w:r><w:instrText>MARK</w:instrText><w:t xml:space="preserve">bleibt</w:t><w:br/><w:t>dies</w:t>
        <w:tab/><w:t>hier</w:t></w:r></w:p><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>
        <w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""

    assert text_of(docx(body)) == "Es bleibt\ndies\thier\n\na\tb"


def test_the_pages_of_a_pdf_with_their_gaps_and_hyphens(pdf):
    data = pdf("Zeile eins\nZeile zwei der Stra-\ntegie\n\nAbsatz", "Seite (zwei)")

    assert text_of(data) == "Zeile eins\nZeile zwei der Stra-\ntegie\n\nAbsatz\n\f\nSeite (zwei)"


def test_a_pdf_of_images_has_no_text_layer(pdf):
    image = b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"

    assert pdf_notes(pdf(content=image)) == ("", (base.NO_TEXT,))
    assert pdf_notes(pdf("Text", ""))[1] == (base.SOME_PAGES_WITHOUT_TEXT,)


def pdf_notes(data):
    found = reader_for(data).extract(data)
    return found.text, found.notes


def test_what_cannot_be_read_says_why(pdf, docx, monkeypatch):
    locked = (
        f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    )
    assert reason(pdf("Text", extra=locked)) == "encrypted"
    assert reason(pdf("Text")[:200]) == "broken"
    assert reason(b"%PDF-1.7\n" + b"\x00" * 5000) == "broken"
    assert reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert reason(docx("<w:p/>")) == "empty"
    assert reason(docx("<w:p>")) == "broken"
    assert reason(docx(item("x"))[:-60]) == "broken"
    assert reason(b"<html><script>alert(1)</script>") == "empty"
    monkeypatch.setattr(pdf_reader, "PAGES", 2)
    assert reason(pdf("1", "2", "3")) == "too_many_pages"


def test_bombs_are_told_before_they_are_unpacked(docx):
    assert reason(docx("", **{"word/media/bild": b"\0" * (601 * 2**20)})) == "zip_bomb"
    assert reason(docx(" " * (101 * 2**20))) == "zip_bomb"
    assert reason(docx("<w:p>" * 5000)) == "too_deeply_nested"
    assert reason(docx("<w:tbl><w:tr><w:tc>" * 60)) == "too_deeply_nested"
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert reason(docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head=laughs)) == "broken"
    assert reason(b"<html>" + b"<table><tr><td>" * 100_000) == "too_deeply_nested"


def test_ten_thousand_pages_are_too_much_text(docx):
    page = "Wort und Wort. " * 170
    body = f"<w:p><w:r><w:t>{page}</w:t></w:r></w:p>" * 10_000

    assert reason((page * 10_000).encode()) == "too_much_text"
    assert reason(docx(body)) == "too_much_text"
    assert reason(b"<html>" + (f"<p>{page}" * 10_000).encode()) == "too_much_text"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data):
    from pathlib import Path

    samples = Path(__file__).parents[4] / "docs" / "samples"
    whole = (
        samples / data.draw(st.sampled_from([f"{ANSWER}.html", f"{ANSWER}.pdf", f"{MINUTES}.docx"]))
    ).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = min(len(whole), start + data.draw(st.integers(0, 300)))

    torn = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]

    try:
        found = text_of(torn)
    except Unreadable:
        return
    assert "\x00" not in found.encode().decode()


PIECES = st.lists(
    st.sampled_from([
        "<table>", "</table>", "<tr>", "<td>", "</td>", "<p>", "</p>", "<div hidden>", "</div>", "<script>",
        "</script>", "<style>", "</style>", "<ol>", "<li>", "</ol>", "<pre>", "</pre>", "<!--", "-->", "&#0;",
        "&#xD800;", "<svg>", "</svg>", "<br>", "wort", "MARK</script>", "\x1d", "<ol start=9999999999>",
        "<nav>", "<script/>", "<script src='a'/>",
    ]),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PIECES)
@example("<script>MARK")
def test_whatever_a_page_holds_no_script_is_read(pieces):
    page = (
        f"<html><p>Text</p>{pieces}".replace("<script>", "<script>GEHEIM").replace("/>", "/>GEHEIM").encode()
    )

    try:
        found = text_of(page)
    except Unreadable:
        return
    found.encode()
    shown = pieces.replace("<!--", "").replace("-->", "")
    if pieces == shown and "svg" not in pieces:
        assert "GEHEIM" not in found
