"""Whose telephone, address or account a text prints is not kept; what only looks like it stays."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.documents import Upload, read_document
from sachstand_ratsinfo.domain.privacy import REMOVED, without_contacts
from sachstand_ratsinfo.domain.text import read


def kept(text):
    return without_contacts(read(text)).clean


@pytest.mark.parametrize(
    "contact",
    [
        "erika@example.org", "[erika@example.org](mailto:erika@example.org)", "erika (at) example.org",
        "erika[at]example[dot]org", "erika @\nexample.org", "erika&#64;example.org",
        "Telefon +49 30 257679-000", "Tel.: 0531 470-0000", "Mobil +49 173 0000000", "0531/4700000",
        "(0531) 470-4711", "0531 470 4712", "0531 4704713", "(05 31) 4 70-47 14", "+49 (531) 470 4720",
        "+49(0)531/470-4711", "(+49) 531 4704711", "0049 (0) 531 4704711", "0 53 31/4 70-1", "0531.470.4717",
        "T 0531.470.4717", "0531\u00a0470\u202f4711", "0531–470 4711", "0531 470\n4711", "0531-\n470-4711",
        "0531\n470-4711", "(0531)\n4704711", "0531&nbsp;470-4711", "0173 - 12 34 567", "01731234567",
        "0800 1234567", "+41 44 668 18 00", "Tel./Fax: 0531 470-1", "Fax-Nr. 470-4711", "Telefax 470-4711",
        "Durchwahl 4713", "Durchwahl: -4713", "Apparat 4721", "App. 12", "DW 4713", "Nebenstelle 12",
        "Telefon (dienstlich): 4704711", "Telefon\t4711", "Rufnummer 470 4711", "Handynummer 0173/1234567",
        "telefonisch erreichbar unter 470 4711", "Tel. 470-4711, -4712 und -4713", "0531 470-4711/4712",
        "DE02 1203 0000 0000 2020 51", "DE02120300000000202051", "IBAN: DE02 1203\n0000 0000 2020 51",
        "GB82 WEST 1234 5698 7654 32", "Kontonummer 1234567890", "BLZ 270 500 00", "BIC: BYLADEM1001",
        "Privat: Musterweg 5, 38100 Braunschweig", "Privatanschrift: Musterweg 5\n38100 Braunschweig",
        "Privat(anschrift): Musterweg 5, 38100 Braunschweig", "wohnhaft Am Alten Weg 5, 38100 Bad Muster",
    ],
)  # fmt: skip
def test_contact_data_is_taken_out(contact):
    assert kept(f"Fragen an {contact} bitte.") == f"Fragen an {REMOVED} bitte."


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("Frau A, (0531) 470-4711", f"Frau A, {REMOVED}"),
        ("Frau Muster (FB 65), 470-4711", f"Frau Muster (FB 65), {REMOVED}"),
        ("Herr Dr. Muster (470-4712)", f"Herr Dr. Muster ({REMOVED})"),
        ("Frau A0531 470-4711", f"Frau A{REMOVED}"),
        ("(Durchwahl 4713)", f"({REMOVED})"),
        ("Zimmer 12 0531 470-4711", f"Zimmer 12 {REMOVED}"),
        ("FB 65 0531/470-4711 24.03.2021", f"FB 65 {REMOVED} 24.03.2021"),
        ("Tel. 0531 470-4711 10:00 Uhr", f"{REMOVED} 10:00 Uhr"),
        ("0531 4704711 38100 Musterstadt", f"{REMOVED} 38100 Musterstadt"),
        ("0531 470-4711\n0173 1234567", f"{REMOVED}\n{REMOVED}"),
        ("Frau C, 0531 4704713\n12 Stimmen", f"Frau C, {REMOVED}\n12 Stimmen"),
        ("Frau Muster, Musterstraße 5, 38100 Musterstadt, fragt", f"Frau Muster, {REMOVED}, fragt"),
    ],
)
def test_only_the_contact_data_is_taken_out(printed, read_as):
    assert kept(printed) == read_as


KEPT = (
    "GRDRs 234/2021", "OB 6200-00", "21-15547", "DS 21-15547-01", "Vorlage 0815/2021", "Vorlage 0815/2021-1",
    "Az. 0650/12-345", "GZ: 0650-12-34-56", "HRB 0123456", "ISBN 978-3-16-148410-0", "NNr. 97", "TOP 4a",
    "24.03.2021", "01.02.2021", "04.05. - 06.05.2021", "01. 02. 2021", "2021-03-24", "01/2021 - 12/2022",
    "2022/2023", "2020-2025", "10:00 Uhr", "08.00 - 12.00 Uhr", "08.00-12.00, 14.00-16.00 Uhr",
    "16,33 Mio. EUR", "0,25 Mio. EUR", "1.234.567,89 EUR", "+3.000.000 Euro", "100 000 000 EUR", "5 %",
    "Dez II 10", "Ref 0650", "Referat 0650 Hochbau", "Stabsstelle 0110", "FB 65", "Abt. 10.1", "Abt 20.3",
    "0110 0120 0130", "0110\n0120\n0130", "0650\t12\t340\t500", "0 10 20 30 40 50", "52.264149, 10.526420",
    "§ 37a GemO", "§ 92a Abs. 2 NBG", "Art. 6 Abs. 1", "Mobil 2030", "per Telefon. 24 Personen", "Fax 2020",
    "Rathaus, Platz der Deutschen Einheit 1, 38100 Braunschweig", "Bohlweg 30, 38100 Braunschweig",
    "01067 Dresden", "Frau Muster, 24.03.2021", "Herr Muster (21-15547)", "Herr Muster, 234/2021",
    "https://www.example.org/dokument/0531-4704711", "@stadtbraunschweig", "Privat: 40 %", "Smart City M7",
)  # fmt: skip


@pytest.mark.parametrize("printed", KEPT)
def test_figures_of_the_council_are_no_contact_data(printed):
    assert kept(f"Siehe {printed} dazu.") == f"Siehe {printed} dazu."


AREA = st.sampled_from(["531", "711", "30", "40", "5307", "5331", "33203", "171", "1520", "176", "800"])
MORE = st.text("0123456789", min_size=3, max_size=7)
SPACES = ("", " ", "\u00a0", "\u2009")
DASHES = ("-", "–", "/", " / ", " - ", "‑", "−", ".")


@st.composite
def numbers(draw):
    """A German telephone number in one of the many ways in which offices print it."""
    area = draw(AREA)
    subscriber = draw(st.sampled_from("123456789")) + draw(MORE)
    begin = draw(st.sampled_from([
        f"0{area}", f"(0{area})", f"+49 {area}", f"+49 ({area})", f"+49(0){area}", f"+49 (0) {area}",
        f"0049 {area}", f"0049-{area}", f"(+49) {area}", f"+49.{area}", _paired(area),
    ]))  # fmt: skip
    gap = draw(st.sampled_from([" ", *DASHES, "-\n", "/\n", "\n-"]))
    if begin.endswith(")"):
        gap = draw(st.sampled_from([*SPACES, "\n", gap]))
    cut = draw(st.integers(1, len(subscriber)))
    inner = draw(st.sampled_from([*SPACES, "-", "–", ".", "-\n"])) if gap != "." else "."
    tail = subscriber[:cut] + (inner if cut < len(subscriber) else "") + subscriber[cut:]
    return begin + gap + tail


def _paired(area):
    pairs = f"0{area}"
    return "(" + " ".join(pairs[i : i + 2] for i in range(0, len(pairs), 2)) + ")"


FRAMES = st.sampled_from([
    "Frau A, {}", "{}", "Rückfragen: {}.", "({})", "Herr Muster {} oder später", "Tel. {}", "Fax: {}, Zimmer",
    "Amt\t{}\tRat", "Handy {}; sonst nichts", "Die Nummer\n{}\nsteht hier",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(numbers(), FRAMES)
def test_no_german_telephone_number_survives(number, frame):
    assert not re.search(r"\d", kept(frame.format(number)))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(numbers(), st.sampled_from(KEPT)), min_size=1, max_size=5))
def test_what_must_stay_stays_beside_what_must_go(parts):
    text = kept(";\n\n".join(parts))

    for part in (read(part).clean for part in parts if part in KEPT):
        assert part in text
        text = text.replace(part, "", 1)
    assert not re.search(r"\d", text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789+()/-. \n\tATel:", max_size=80))
def test_taking_contact_data_out_again_changes_nothing(text):
    once = kept(text)

    assert kept(once) == once


@settings(max_examples=30, deadline=None)
@given(numbers())
def test_a_number_is_in_no_field_and_no_text_of_a_document(number):
    secret = re.sub(r"\D", "", number)[-7:]
    page = f"""Betreff: Rückruf {number}\n\nOrganisationseinheit: FB Muster, {number}\tDatum: 16.06.2022

Beratungsfolge\tSitzungstermin\tStatus\nRat der Stadt Braunschweig\t14.06.2022\tÖ\n\nSachverhalt:

Frau A ({number}) teilt mit, dass die Verwaltung das im 4. Quartal dem Rat unter {number} berichten wird.

zu 1)\n\nHerr B, {number}\n\nAnlage/n:\n\nVermerk, {number}\n"""

    document = read_document(Upload(f"Anruf {number}.txt", "text/plain", 1, "0"), page.encode())

    said = [document.name, document.text, document.public_text, document.paper, document.findings]
    digits = re.sub(r"[^\d;]", "", ";".join(map(str, said)))
    assert secret not in digits
    assert document.paper.attachments == (f"Vermerk, {REMOVED}",)
