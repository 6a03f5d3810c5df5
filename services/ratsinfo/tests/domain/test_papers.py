"""What renditions add up to, how alike they must be, and what of them may be read."""

import re
from dataclasses import replace
from itertools import permutations

from sachstand_ratsinfo.domain.contents import PaperContent
from sachstand_ratsinfo.domain.contradictions import printed
from sachstand_ratsinfo.domain.papers import aliases, is_younger, merged
from sachstand_ratsinfo.domain.recognition import recognise_document
from sachstand_ratsinfo.domain.similarity import is_rendition, jaccard, shingles, sketch


def test_the_fullest_rendition_speaks_first_in_any_order(sample):
    page, pdf = (
        recognise_document(sample(n)).paper
        for n in ("stellungnahme-braunschweig", "stellungnahme-braunschweig-pdf")
    )

    results = [merged(sorted(order, key=lambda c: -printed(c))) for order in permutations((page, pdf))]

    assert results[0] == results[1]
    assert results[0].answers == page.answers
    assert is_younger(results[0])


def test_renditions_are_alike_and_other_documents_are_not(sample):
    names = ("stellungnahme-braunschweig", "stellungnahme-braunschweig-pdf", "strategie-braunschweig")
    page, pdf, strategy = (shingles(recognise_document(sample(n)).text) for n in names)

    assert is_rendition(page, pdf)
    assert set(sketch(page)) & set(sketch(pdf))
    assert not is_rendition(page, strategy)
    assert jaccard(page, strategy) < 0.1


def test_the_two_renditions_of_the_real_answer_are_one(seed):
    page, pdf = (recognise_document(seed(n)) for n in ("000", "001"))

    assert is_rendition(shingles(page.text), shingles(pdf.text))
    assert jaccard(shingles(page.text), shingles(pdf.text)) > 0.85
    assert pdf.annex_text.startswith("Digitalisierung hat in den letzten Jahren")


def test_short_texts_are_one_only_when_their_words_are():
    assert is_rendition(shingles("Ein kurzer Text."), shingles("Ein  kurzer\nText"))
    assert not is_rendition(shingles("Ein kurzer Text."), shingles("Ein langer Text."))
    assert not is_rendition(shingles(""), shingles(""))


def test_the_public_text_ends_before_the_distribution_list(seed):
    text = recognise_document(seed("004")).public_text

    assert "Rechnungsprüfungsamt" not in text
    assert "stimmt dem Beschlussantrag einmütig zu" in text


def test_nobodys_telephone_stands_in_the_public_strategy(seed):
    text = recognise_document(seed("003")).public_text

    assert "+49" not in text
    assert "@" not in text
    assert "Telefon" not in text.splitlines()[-1]
    assert "neun strategischen Zielen" in text
    assert re.findall(r"<[^>]{0,40}>", text) == []


def test_a_reference_is_found_in_every_spelling():
    assert aliases("GRDRs 234/2021") == ("grdrs 234/2021", "234/2021")
    assert aliases(None) == ()


def test_a_paper_is_not_younger_than_a_sitting_without_a_day():
    assert not is_younger(replace(PaperContent(), stations=()))
