"""Which texts are one document does not depend on the order in which they come."""

import datetime
from dataclasses import replace
from itertools import combinations, permutations
from uuid import uuid4

from hypothesis import assume, given
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.contents import MinutesContent, MotionItem, PaperContent, Station
from sachstand_ratsinfo.domain.contradictions import contradictions
from sachstand_ratsinfo.domain.renditions import Text, arrange, disputed
from sachstand_ratsinfo.domain.similarity import shingles

BODY = " ".join(f"wort{number}" for number in range(200))
DAYS = st.sampled_from([datetime.date(2022, 6, 16), datetime.date(2022, 8, 17)])


def maybe(values):
    return st.none() | values


@st.composite
def ways(draw):
    names = draw(st.lists(st.sampled_from(["Rat", "Ausschuss"]), unique=True))
    return tuple(Station(name, draw(maybe(DAYS)), None) for name in names)


PAPERS = st.builds(
    PaperContent,
    name=maybe(st.sampled_from(["Offene WLAN-Punkte", "Leihräder am Bahnhof"])),
    date=maybe(DAYS),
    reference=maybe(st.sampled_from(["22-100", "22-200"])),
    stations=ways(),
)
RECORDS = st.builds(
    MinutesContent,
    subject=maybe(st.sampled_from(["Sensoren", "Zähler"])),
    meeting_date=maybe(DAYS),
    number=maybe(st.sampled_from(["412", "413"])),
    result_text=maybe(st.sampled_from(["Der Rat stimmt zu.", "Der Rat lehnt ab."])),
)
FIELDS = ("name", "date", "reference", "stations", "subject", "meeting_date", "number", "result_text")


@st.composite
def renditions(draw, heads):
    """A head, the same with some of its fields not printed, and one that contradicts it."""
    head, other = draw(heads), draw(heads)
    assume(contradictions(head, other))
    hidden = draw(st.sets(st.sampled_from([f for f in FIELDS if hasattr(head, f)])))
    rendition = replace(head, **{name: () if name == "stations" else None for name in hidden})
    return [head, rendition, other]


def texts_of(heads, body=BODY):
    words = shingles(body)
    return [Text(f"{number}", head, words) for number, head in enumerate(heads)]


def filed(texts):
    """Take the texts in one after the other: which of them are one document in the end."""
    known = []
    for text in texts:
        groups = arrange([*known, text])
        for group in groups:
            group.home = group.home or uuid4()
        known = [replace(one, home=group.home) for group in groups for one in group.texts]
    return {frozenset(one.sha512 for one in group.texts) for group in arrange(known)}


@given(st.one_of(renditions(PAPERS), renditions(RECORDS)))
def test_a_rendition_and_a_contradiction_are_the_same_documents_in_any_order(heads):
    results = [filed(order) for order in permutations(texts_of(heads))]

    assert all(result == results[0] for result in results)
    assert not any({"0", "2"} <= document for document in results[0])


@given(st.one_of(st.lists(heads, min_size=3, max_size=3) for heads in (PAPERS, RECORDS)))
def test_three_texts_are_the_same_documents_in_any_order_whatever_they_print(heads):
    results = [filed(order) for order in permutations(texts_of(heads))]

    assert all(result == results[0] for result in results)


@given(st.lists(PAPERS, max_size=5), st.randoms())
def test_no_document_holds_two_texts_that_contradict_each_other(heads, chance):
    texts = texts_of(heads)
    chance.shuffle(texts)

    for document in filed(texts):
        members = [text for text in texts if text.sha512 in document]
        assert not any(contradictions(one.head, other.head) for one, other in combinations(members, 2))


@given(st.lists(PAPERS, min_size=1, max_size=5))
def test_no_document_is_lost_or_kept_twice(heads):
    documents = filed(texts_of(heads))

    assert sorted(sha for document in documents for sha in document) == sorted(
        str(n) for n in range(len(heads))
    )


def test_what_has_other_words_is_another_document():
    head = PaperContent(name="Offene WLAN-Punkte")
    one = Text("1", head, shingles(BODY))
    other = Text("2", head, shingles(BODY.replace("wort", "satz")))

    first, second = arrange([one, other])

    assert (first.texts, second.texts) == ([one], [other])
    assert disputed(first, second) == ()


def test_a_text_that_fits_two_documents_joins_the_one_it_resembles_most():
    head = PaperContent(name="Offene WLAN-Punkte", date=datetime.date(2022, 6, 16))
    older = Text("1", head, shingles(BODY))
    younger = Text("2", replace(head, date=datetime.date(2022, 8, 17)), shingles(f"{BODY} und noch ein Satz"))
    plain = Text("3", PaperContent(), shingles(f"{BODY} und noch ein Satz"))

    groups = arrange([plain, older, younger])

    assert [[text.sha512 for text in group.texts] for group in groups] == [["1"], ["2", "3"]]


def test_of_two_documents_alike_a_text_without_a_head_joins_the_older():
    head = PaperContent(name="Offene WLAN-Punkte", date=datetime.date(2022, 8, 17))
    older = replace(head, date=datetime.date(2022, 6, 16))

    groups = arrange(texts_of([head, PaperContent(), older]))

    assert [[text.sha512 for text in group.texts] for group in groups] == [["2", "1"], ["0"]]


def test_two_records_differ_in_their_result_alone():
    head = MinutesContent(number="412", result_text="Der Rat stimmt zu.")
    groups = arrange(texts_of([head, replace(head, result_text="Der Rat lehnt ab.")]))

    assert disputed(*groups) == ("result_text",)


def test_a_result_broken_over_two_lines_is_the_same_result():
    head = MinutesContent(result_text="Der Ausschuss stimmt dem Beschluss-\nantrag zu.")

    assert (
        contradictions(head, replace(head, result_text="Der Ausschuss stimmt dem Beschlussantrag zu.")) == ()
    )


def test_a_longer_way_does_not_contradict_a_part_of_it():
    rat, committee = Station("Rat", datetime.date(2022, 6, 14), None), Station("Ausschuss", None, None)
    short, long = PaperContent(stations=(rat,)), PaperContent(stations=(committee, rat))

    assert contradictions(short, long) == ()
    assert contradictions(replace(short, stations=(replace(rat, date=datetime.date(2022, 7, 1)),)), long) == (
        "stations",
    )


def motion(text):
    return MinutesContent(number="412", motion_items=(MotionItem("1", text, "decision"),))


def test_two_records_differ_in_an_amount_alone():
    left, right = (
        motion("Es werden 5,71 Mio. Euro bereitgestellt."),
        motion("Es werden 9,71 Mio. Euro gebraucht."),
    )

    assert contradictions(left, right) == ("motion_items",)
    assert len(arrange(texts_of([left, right]))) == 2


def test_a_page_number_within_a_motion_contradicts_nothing():
    left, right = (
        motion("Es werden 5,71 Mio. Euro bereitgestellt."),
        motion("Es werden 5,71 Mio. 2 Euro gebraucht."),
    )

    assert contradictions(left, right) == ()
