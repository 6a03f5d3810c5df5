"""Reading another server: what is repaired, what is refused, and for how long it is tried."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.oparl import upstream as module
from sachstand_common.oparl.crawler import BodyUnclear, crawl, find_body, first_page
from sachstand_common.oparl.forms import Kind
from sachstand_common.oparl.repairs import (
    NotJson,
    day_in,
    decoded,
    flag_in,
    instant_in,
    key_of,
    line_in,
    list_in,
    native_id,
    read_page,
    text_of,
    url_in,
)
from sachstand_common.oparl.upstream import SourceFailed, SourceRefused, Upstream, with_query

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_no_value_is_too_strange_to_be_read(value):
    for read in (text_of, line_in, list_in, flag_in, instant_in, day_in, url_in):
        read(value)
    page = read_page({"data": value, "links": value}, Kind.PAPER)
    assert all(one.digest and one.key for one in page.objects)


def test_an_address_that_is_none_is_no_id():
    assert [url_in(said) for said in ("http://[x", "http://", "http://a b/", "ftp://x/1")] == [None] * 4


@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_none(data):
    with suppress(NotJson):
        decoded(data)


def test_what_cannot_be_stored_is_no_part_of_a_text():
    assert text_of("a\x00b\ud800c\x0b ") == "a b c"
    assert line_in(" Rat\nder\tStadt ") == "Rat der Stadt"


@pytest.mark.parametrize("nothing", ["N/A", " ", "", "-", "k.A.", None, [], {}])
def test_a_word_for_nothing_is_nothing(nothing):
    assert text_of(nothing) is None


def test_the_same_object_has_the_same_id_however_its_address_is_printed():
    ways = ("https://RIS.example/oparl/paper/1", "http://ris.example:80/oparl/paper/1/")

    assert len({native_id(way) for way in ways}) == 1
    assert key_of("https://ris.example/a?id=1") != key_of("https://ris.example/a?id=2")


def test_a_stamp_alone_does_not_change_what_an_object_says():
    page = {"data": [{"id": "http://x/1", "name": "A", "modified": stamp, "part": {"created": stamp}}
                     for stamp in ("2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z")]}  # fmt: skip

    first, second = read_page(page, Kind.PAPER).objects

    assert first.digest == second.digest
    assert first.modified < second.modified


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:1/x",
        "http://other.example/x",
        "file:///etc/passwd",
        "//other.example/x",
        "http://[x",
    ],
)
async def test_no_link_leads_to_another_server(source, link):
    async with Upstream(source.url, private=True) as upstream:
        with pytest.raises(SourceRefused):
            upstream.within(link)
        assert upstream.within("/papers?page=2") == f"{source.base}/papers?page=2"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/"]
)
async def test_no_address_of_the_house_is_read_unless_it_is_allowed(url):
    with pytest.raises(SourceRefused, match="private_address"):
        async with Upstream(url, private=False):
            pass


async def test_a_redirect_leads_nowhere_else(source, monkeypatch):
    async def moved(url, most):
        return 302, {"location": "http://169.254.169.254/latest"}, b""

    async with Upstream(source.url, private=True) as upstream:
        monkeypatch.setattr(upstream, "_get", moved)
        with pytest.raises(SourceRefused, match="other_origin"):
            await upstream.json(source.url)


async def test_an_answer_may_be_too_large(source, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 20)

    async with Upstream(source.url, private=True) as upstream:
        with pytest.raises(SourceRefused, match="too_large"):
            await upstream.json(source.url)


async def test_a_source_that_falters_is_tried_again_and_not_for_ever(source):
    source.put("Paper", "1", name="A")
    source.failing = {"/papers"}

    async with Upstream(source.url, private=True) as upstream:
        with pytest.raises(SourceFailed, match="http_503"):
            await upstream.json(f"{source.base}/papers")
    assert source.asked == ["/papers"] * module.TRIES


async def test_a_source_with_several_bodies_is_asked_for_one(source):
    source.answer = lambda _: (
        200,
        json.dumps([{"id": f"{source.base}/{n}", "name": f"Stadt {n}"} for n in (1, 2)]).encode(),
    )
    async with Upstream(source.url, private=True) as upstream:
        with pytest.raises(BodyUnclear):
            await find_body(upstream, source.url, None)
        assert (await find_body(upstream, source.url, "stadt 2")).name == "Stadt 2"
        assert (await find_body(upstream, source.url, f"{source.base}/1")).name == "Stadt 1"


async def test_a_filter_that_was_lost_is_put_back(source):
    source.faults.add("filters lost on page 2")
    for number in range(5):
        stamp = f"2021-0{number + 1}-01T00:00:00+00:00"
        source.put("Paper", str(number), modified=stamp)
    since = datetime(2021, 2, 1, tzinfo=UTC)

    async with Upstream(source.url, private=True) as upstream:
        pages = [
            p async for p in crawl(upstream, Kind.PAPER, first_page(f"{source.base}/papers", since), since)
        ]

    assert sum(len(page.objects) for page in pages) == 4
    assert pages[0].notes == ("filter_lost",)


async def test_pages_that_lead_in_a_circle_come_to_an_end(source):
    source.answer = lambda target: (200, json.dumps({"data": [], "links": {"next": target}}).encode())

    async with Upstream(source.url, private=True) as upstream:
        pages = [page async for page in crawl(upstream, Kind.PAPER, f"{source.base}/papers")]

    assert [page.notes for page in pages] == [("page_loop",)]


def test_a_parameter_that_is_there_stays_as_it_is():
    assert with_query("http://x/?a=1", a="2", b="3") == "http://x/?a=1&b=3"
