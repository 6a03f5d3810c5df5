"""A result is read item by item; what is not clear is said to be unclear, and nothing is invented."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.contents import CARRIED, MotionItem
from sachstand_ratsinfo.domain.parsers.results import read_results, result_places
from sachstand_ratsinfo.domain.recognition import recognise_document
from sachstand_ratsinfo.domain.text import squash

MOTION = (
    MotionItem("1", "…", "acknowledgement"),
    MotionItem("2", "…", "decision"),
    MotionItem("3", "…", "decision"),
)
NOTED, CONSENSUS = ("noted", "by_consensus", None), ("by_consensus", "by_consensus", None)
VA = "Der Ausschuss"


def results(text, motion=MOTION):
    return read_results(text, [(0, len(text))], motion)


def items(text, motion=MOTION):
    return {one.number: (one.outcome, one.mode, one.counts) for one in results(text, motion).items}


def whole(text, motion=MOTION):
    said = results(text, motion).whole
    return said.outcome, said.mode, said.counts


@pytest.mark.parametrize(
    ("text", "whole_outcome", "expected"),
    [
        (
            f"{VA} nimmt von Ziffer 1 Kenntnis, stimmt Ziffer 2 einmütig zu und lehnt Ziffer 3"
            " bei 5 Ja-Stimmen und 9 Nein-Stimmen ab.",
            "split",
            {"1": ("noted", None, None), "2": CONSENSUS, "3": ("rejected", None, {"yes": 5, "no": 9})},
        ),
        (
            f"{VA} stimmt Ziffer 2 einmütig zu. Ziffer 3 wird abgelehnt.",
            "split",
            {"2": CONSENSUS, "3": ("rejected", None, None)},
        ),
        (
            f"{VA} stimmt den Ziffern 1 und 2 einmütig zu. Die Ziffer 3 wird zurückgestellt.",
            "split",
            {"1": NOTED, "2": CONSENSUS, "3": ("postponed", None, None)},
        ),
        (
            f"{VA} stimmt den Ziffern 1 und 2 einmütig und Ziffer 3 bei 4 Gegenstimmen mehrheitlich zu.",
            "adopted",
            {"1": NOTED, "2": CONSENSUS, "3": ("majority", "majority", {"no": 4})},
        ),
        (
            f"{VA} stimmt einmütig den Ziffern 1 und 2 und mehrheitlich bei 4 Gegenstimmen der Ziffer 3 zu.",
            "adopted",
            {"1": NOTED, "2": CONSENSUS, "3": ("majority", "majority", {"no": 4})},
        ),
        (
            "Ziffer 1: einstimmig Ziffer 2: mehrheitlich bei 3 Gegenstimmen Ziffer 3: abgelehnt",
            "split",
            {
                "1": ("noted", "unanimous", None),
                "2": ("majority", "majority", {"no": 3}),
                "3": ("rejected", None, None),
            },
        ),
        (
            "Punkt 1 wurde zur Kenntnis genommen, Punkt 2 vertagt, Punkt 3 in den Bauausschuss verwiesen.",
            "split",
            {"1": ("noted", None, None), "2": ("postponed", None, None), "3": ("referred", None, None)},
        ),
        (
            "Zugestimmt wird Ziff. 2. Nr. 3 wird zurückgezogen.",
            "split",
            {"2": ("adopted", None, None), "3": ("withdrawn", None, None)},
        ),
        (
            f"{VA} stimmt dem Antrag mit Ausnahme der Ziffer 2, die zurückgestellt wird, einmütig zu.",
            "split",
            {"1": NOTED, "2": ("postponed", None, None), "3": CONSENSUS},
        ),
        (
            "Ziffer 2 wird mehrheitlich abgelehnt. Im Übrigen wird dem Beschlussantrag einmütig zugestimmt.",
            "split",
            {"1": NOTED, "2": ("rejected", "majority", None), "3": CONSENSUS},
        ),
        (
            f"{VA} beschließt einstimmig, Ziffer 3 zurückzustellen.",
            "split",
            {"3": ("postponed", "unanimous", None)},
        ),
    ],
)  # fmt: skip
def test_each_item_has_its_own_result(text, whole_outcome, expected):
    assert items(text) == expected
    assert whole(text) == (whole_outcome, None, None)
    assert results(text).unclear == ()


def test_an_item_that_was_left_out_has_no_result_and_the_sentence_is_told():
    text = f"{VA} stimmt dem Beschlussantrag mit Ausnahme der Ziffer 2 einmütig zu."

    assert items(text) == {"1": NOTED, "3": CONSENSUS}
    assert whole(text) == ("split", None, None)
    assert results(text).unclear == ((0, len(text)),)


@pytest.mark.parametrize(
    ("named", "numbers"),
    [
        ("den Ziffern 1 bis 3", "123"),
        ("den Ziffern 1, 2 und 3", "123"),
        ("den Ziff. 2 u. 3", "23"),
        ("den Nrn. 2-3", "23"),
        ("den Punkten 2. und 3. des Beschlussantrags", "23"),
        ("der Ziffer 1 sowie der Ziffer 3", "13"),
        ("Beschlussantrag Nr. 2", "2"),
        ("dem Beschlussantrag (Ziffern 1 bis 3)", "123"),
        ("allen Ziffern", "123"),
    ],
)
def test_items_are_named_in_many_ways(named, numbers):
    assert "".join(items(f"{VA} stimmt {named} einstimmig zu.")) == numbers


@pytest.mark.parametrize(
    "changed",
    [
        "stimmt dem geänderten Beschlussantrag einmütig zu.",
        "stimmt dem in Ziffer 2 geänderten Beschlussantrag einmütig zu.",
        "stimmt dem Beschlussantrag mit Änderungen in Ziffer 2 einmütig zu.",
        "stimmt dem Beschlussantrag mit der Maßgabe, dass jährlich berichtet wird, einmütig zu.",
        "stimmt dem Beschlussantrag einmütig mit der Maßgabe zu, dass jährlich berichtet wird.",
    ],
)
def test_what_was_changed_is_not_agreed_as_printed(changed):
    amended = ("amended", "by_consensus", None)

    assert items(f"{VA} {changed}") == {"1": NOTED, "2": amended, "3": amended}
    assert whole(f"{VA} {changed}") == amended


def test_an_item_that_was_struck_is_neither_adopted_nor_refused():
    text = f"{VA} stimmt dem Beschlussantrag mit der Maßgabe, dass Ziffer 3 entfällt, einmütig zu."

    assert items(text) == {"1": NOTED, "2": ("amended", "by_consensus", None)}
    assert results(text).unclear == ((0, len(text)),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{VA} stimmt dem Antrag mit 17 Stimmen einstimmig zu.", ("unanimous", "unanimous", {"yes": 17})),
        ("Mit 17 Stimmen einstimmig beschlossen.", ("unanimous", "unanimous", {"yes": 17})),
        ("Mit zwölf Stimmen bei drei Enthaltungen angenommen.", ("adopted", None, {"yes": 12, "abstain": 3})),
        ("Ja: 5 Nein: 9 Enthaltung: 2", ("rejected", None, {"yes": 5, "no": 9, "abstain": 2})),
        ("Der Antrag wird mit 17 Stimmen abgelehnt.", ("rejected", None, None)),
        ("Der Antrag wird bei 4 Gegenstimmen abgelehnt.", ("rejected", None, None)),
        ("Ohne Gegenstimmen bei einer Enthaltung angenommen.", ("adopted", None, {"abstain": 1})),
        (f"{VA} nimmt vom Bericht Kenntnis und stimmt dem Beschlussantrag einmütig zu.", CONSENSUS),
        ("Der Änderungsantrag zu Ziffer 2 wird abgelehnt. Dem Antrag wird einmütig zugestimmt.", CONSENSUS),
        (f"{VA} empfiehlt einmütig, dem Beschlussantrag zuzustimmen.", CONSENSUS),
        (f"{VA} stimmt dem Beschlussantrag zu.", ("adopted", None, None)),
        (f"{VA} vertagt die Vorlage.", ("postponed", None, None)),
    ],
)  # fmt: skip
def test_the_whole_has_the_result_that_all_items_share(text, expected):
    assert whole(text) == expected
    assert results(text).unclear == ()


@pytest.mark.parametrize(
    "body", ["Der Ausschuss", "Der Ausschuss für Wald", "Der Ausschuss für Wald, Wiese und Ufer"]
)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beschließt einstimmig wie beantragt.", ("unanimous", "unanimous", None)),
        (
            "beschließt bei 3 Enthaltungen einstimmig wie beantragt.",
            ("unanimous", "unanimous", {"abstain": 3}),
        ),
        ("beschließt im Konsens wie beantragt.", CONSENSUS),
        (
            "fasst mit 7 Ja-Stimmen, 4 Nein-Stimmen und 1 Enthaltung den beantragten Beschluss.",
            ("majority", None, {"yes": 7, "no": 4, "abstain": 1}),
        ),
        ("fasst einstimmig den beantragten Beschluss.", ("unanimous", "unanimous", None)),
    ],
)
def test_a_body_decides_as_moved_whatever_its_name(body, text, expected):
    assert whole(f"{body} {text}") == expected
    assert results(f"{body} {text}").unclear == ()


def test_what_is_referred_back_to_a_body_with_a_long_name_is_referred():
    assert whole("Die Vorlage wird an den Ausschuss für Wald und Wiese zurückverwiesen.") == (
        "referred",
        None,
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "fasst den beantragten Beschluss nicht.",
        "fasst mit 4 Ja-Stimmen und 7 Nein-Stimmen den beantragten Beschluss.",
        "fasst den beantragten Beschluss vorbehaltlich der Mittel.",
        "fasst einen anderen Beschluss.",
        "beschließt einstimmig, wie beantragt zu prüfen.",
    ],
)
def test_a_decision_as_moved_that_is_turned_is_not_clear(text):
    assert whole(f"{VA} für Wald {text}") == (None, None, None)
    assert results(f"{VA} für Wald {text}").unclear


@pytest.mark.parametrize(
    "text",
    [
        f"{VA} stimmt dem Beschlussantrag nicht zu.",
        f"{VA} stimmt dem Beschlussantrag vorbehaltlich der Mittel einmütig zu.",
        f"{VA} stimmt dem Beschlussantrag teilweise zu.",
        f"{VA} stimmt dem Beschlussantrag in Ziffer 2 einmütig zu.",
        f"{VA} stimmt dem Beschlussantrag mit Ausnahme des letzten Absatzes einmütig zu.",
        f"{VA} stimmt dem Vorschlag von StR Birke einmütig zu.",
        f"{VA} stimmt einstimmig bei 2 Gegenstimmen zu.",
        f"{VA} beschließt einstimmig, die Verwaltung zu beauftragen.",
        f"{VA} beschließt einstimmig: 1. Der Bericht wird begrüßt. 2. Dem Bau wird zugestimmt.",
        "Der Änderungsantrag wird angenommen. Dem Beschlussantrag wird einmütig zugestimmt.",
        "Im Übrigen wird dem Beschlussantrag einmütig zugestimmt.",
        "Es wurde lange gesprochen.",
    ],
)
def test_what_is_not_clear_has_no_result_and_is_told(text):
    assert items(text) == {}
    assert whole(text) == (None, None, None)
    assert results(text).unclear


@pytest.mark.parametrize(
    "turn",
    [
        "stimmt dem Antrag ohne Ziffer 2 einmütig zu.",
        "stimmt dem Antrag einmütig zu, ausgenommen Ziffer 2.",
        "stimmt dem Antrag einmütig zu (mit Ausnahme von Ziffer 2).",
        "stimmt dem Antrag einmütig zu; Ziffer 2 entfällt.",
        "stimmt dem Antrag unter Streichung der Ziffer 2 einmütig zu.",
        "stimmt dem um Ziffer 2 gekürzten Antrag einmütig zu.",
        "stimmt dem Antrag abweichend von Ziffer 2 einmütig zu.",
        "stimmt dem neuen Beschlussantrag einmütig zu.",
        "stimmt dem so gefassten Beschlussantrag einmütig zu.",
        "stimmt dem Beschlussantrag der Freien Mitte einmütig zu.",
        "stimmt dem ersten Teil des Beschlussantrags einmütig zu.",
        "stimmt dem Beschlussantrag zur GRDrs 88/2021 einmütig zu.",
        "stimmt dem Beschlussantrag erst nach Vorlage der Zahlen zu.",
        "stimmt dem Antrag auf Vertagung einmütig zu.",
        "stimmt der Vertagung von Ziffer 2 einmütig zu.",
        "stimmt den Ziffern 1 und 3 zu, nicht jedoch der Ziffer 2.",
        "stimmt 1. und 3. einmütig zu und lehnt 2. ab.",
        "stimmte der Ziffer 2 zunächst zu, lehnte sie dann aber ab.",
        "stimmt Ziffer 3 einmütig zu, Ziffer 2 bleibt offen.",
        "beauftragt die Verwaltung einmütig, Ziffer 2 zu überarbeiten.",
    ],
)
def test_no_turn_of_a_sentence_carries_an_item_that_it_leaves_out(turn):
    outcome, _, _ = items(f"{VA} {turn}").get("2", ("", None, None))

    assert outcome not in CARRIED - {"amended"}


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("Ziffer 2 wird abgelehnt, Ziffer 3 bleibt offen.", "2"),
        ("Ziffer 2 bleibt offen, Ziffer 3 wird abgelehnt.", ""),
        ("Der Ausschuss für Wald und Ziffer 2 bleiben offen, Ziffer 3 wird abgelehnt.", ""),
        ("Ziffer 2 bleibt offen und der Bericht wird abgelehnt.", ""),
        ("Ziffer 2 bleibt offen und der Ausschuss stimmt dem Bericht zu.", ""),
        ("Ziffer 1 einmütig, Ziffer 2 abgelehnt, Ziffer 3 einmütig.", ""),
        (f"{VA} vertagt Ziffer 2, Ziffer 3 bleibt offen.", "2"),
        (f"{VA} stimmt dem Beschlussantrag einmütig zu. Ziffer 3 wird abgelehnt.", "12"),
        ("Ziffer 3 wird vertagt und in den Bauausschuss verwiesen. Ziffer 2 wird abgelehnt.", "2"),
        (f"{VA} stimmt Ziffer 2 Satz 1 und Ziffer 3 einmütig zu. Ziffer 1 wird begrüßt.", ""),
        (f"Über Ziffer 3 wird noch gesprochen. {VA} stimmt dem Beschlussantrag einmütig zu.", "12"),
        ("Den Ziffern 1 und 2 stimmt er zu und der Ziffer 3, die strittig war, lehnt er ab.", ""),
        ("Ziffer 1 wird zugestimmt, bei 3 Enthaltungen, Ziffer 2 wird abgelehnt.", ""),
        (f"{VA} stimmt Ziffer 2 der Satzung einmütig zu. Ziffer 3 wird abgelehnt.", "3"),
        (f"{VA} stimmt Ziffer 2 einmütig zu. Ziffer 7 wird abgelehnt.", "2"),
    ],
)
def test_sentences_that_contradict_each_other_make_an_item_unclear(text, clear):
    assert "".join(items(text)) == clear
    assert results(text).unclear


def test_without_a_printed_motion_only_named_items_have_results():
    text = f"{VA} stimmt Ziffer 2 einstimmig zu und lehnt Ziffer 4 ab."

    assert list(items(text, ())) == ["2", "4"]
    assert whole(text, ())[0] == "split"
    assert items(f"{VA} stimmt dem Beschlussantrag einmütig zu.", ()) == {}


def test_what_was_stated_earlier_of_single_items_counts_as_well():
    earlier = "Danach stellt die Vorsitzende fest:\n\nZiffer 2 wird mehrheitlich abgelehnt.\n\n"
    talk = "StR Birke stellt fest: Ziffer 3 sei teuer.\n\n"
    last = f"Schließlich stellt sie fest:\n\n{VA} stimmt dem Beschlussantrag einmütig zu.\n\n"
    text = earlier + talk + last + "Zur Beurkundung\n"

    places, end = result_places(text, 0, len(text))

    said = read_results(text, places, MOTION)
    assert [squash(text[a:b]) for a, b in places] == [
        "Ziffer 2 wird mehrheitlich abgelehnt.",
        f"{VA} stimmt dem Beschlussantrag einmütig zu.",
    ]
    assert end == text.index("Schließlich")
    assert [one.number for one in said.items] == ["1", "3"]


def test_two_sentences_without_introduction_are_one_result():
    text = f"Man sprach lange.\n\n{VA} stimmt Ziffer 2 zu.\n\n{VA} lehnt Ziffer 3 ab.\n"

    (place,), end = result_places(text, 0, len(text))

    assert text[slice(*place)].count(VA) == 2
    assert end == place[0]


def test_the_record_tells_what_it_does_not_say_clearly_with_its_place(sample):
    said = "stimmt Ziffer 2 mehrheitlich zu. Ziffer 3 wird vorbehaltlich der Mittel angenommen."
    text = re.sub(r"stimmt dem Beschlussantrag bei [^.]*\.", said, sample("niederschrift-stuttgart"))

    found = recognise_document(text)

    (unclear,) = found.unclear
    assert (unclear.field, text[unclear.span.start : unclear.span.end]) == (
        "result",
        "Ziffer 3 wird vorbehaltlich der Mittel angenommen.",
    )
    assert {"result.1", "result.3"} <= set(found.missing)
    assert [(one.number, one.outcome) for one in found.minutes.results] == [("2", "majority")]
    assert (found.minutes.outcome, found.minutes.mode, found.minutes.counts) == ("split", None, None)


def test_the_source_document_has_one_result_for_all_items(seed):
    minutes = recognise_document(seed("004")).minutes

    assert (minutes.outcome, minutes.mode, minutes.counts) == CONSENSUS
    assert [(one.number, one.outcome, one.counts) for one in minutes.results] == [
        ("1", "noted", None),
        ("2", "by_consensus", None),
        ("3", "by_consensus", None),
    ]


WORDS = st.sampled_from([
    VA, "stimmt", "lehnt", "nimmt", "zu.", "ab.", "zu", "ab", "Kenntnis", "zur Kenntnis genommen",
    "dem Beschlussantrag", "Ziffer 1", "Ziffer 2", "den Ziffern 2 und 3", "Ziffern 1 bis 3", "Punkt 7",
    "Nr. 3", "mit Ausnahme der Ziffer 2", "einmütig", "einstimmig", "mehrheitlich",
    "bei 4 Gegenstimmen", "mit 17 Stimmen", "5 Ja-Stimmen", "9 Nein-Stimmen", "1 Enthaltung", "wird",
    "abgelehnt", "vertagt", "verwiesen", "zugestimmt", "zurückgezogen", "und", ",", ";", ":",
    "mit der Maßgabe, dass", "entfällt", "geändert", "im Übrigen", "nicht", "Satz 1", "in Ziffer 2",
    "beschließt", ".", "Der Änderungsantrag", "die zurückgestellt wird,", "\n", "1. Der", "2. Dem",
    "17 zu 3", "(", ")", "fasst", "den beantragten Beschluss", "Der Ausschuss für Wald", "wie beantragt",
])  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=120))
MOTIONS = st.sampled_from([(), MOTION[:1], MOTION[:2], MOTION])


@settings(max_examples=400, deadline=None)
@given(TEXTS, MOTIONS)
def test_whatever_is_printed_no_item_and_no_count_is_invented(text, motion):
    said = results(text, motion)

    printed = set(re.findall(r"\d+", text)) | ({"2"} if "bis" in text else set())
    numbers = [one.number for one in said.items]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= ({one.number for one in motion} if motion else printed)
    for one in (said.whole, *said.items):
        assert {str(votes) for votes in (one.counts or {}).values()} <= printed
        assert one.mode is None or one.outcome is not None
    assert all(0 <= start < end <= len(text) for start, end in said.unclear)
    assert not said.items or said.whole.outcome is not None or not _decided(said, motion)


def _decided(said, motion):
    """Whether an item that decides something has a result."""
    noted = {one.number for one in motion if one.kind == "acknowledgement"}
    return any(one.number not in noted for one in said.items)


@settings(max_examples=200, deadline=None)
@given(TEXTS, MOTIONS)
def test_a_result_reads_the_same_again_and_on_one_line(text, motion):
    first = results(text, motion)

    assert results(text, motion) == first
    assert results(squash(text), motion).items == first.items


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["2", "3"]), st.booleans())
def test_an_item_that_was_refused_is_never_carried_whatever_else_is_printed(text, number, before):
    refused = f"Ziffer {number} wird abgelehnt."
    outcome, _, _ = items(f"{refused} {text}" if before else f"{text}. {refused}").get(
        number, ("", None, None)
    )

    assert outcome not in CARRIED
