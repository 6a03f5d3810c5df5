"""Every answer that a crawl of the whole system finds keeps every rule, and every rule can be broken."""

import re
from datetime import timedelta

from sachstand_common.oparl.forms import Kind

from ..conftest import ROOT
from . import rules_http, rules_lists, rules_objects  # noqa: F401 - they fill the table
from .answers import RULES
from .client import Client

PAPER = ROOT / "docs" / "oparl.md"


async def test_the_whole_system_keeps_every_rule(town, clock, eventually, subtests):
    client = Client(town.city.gateway)
    before = await client.crawl()
    await client.ask_in_every_way()
    await client.ask_lists_in_every_way()
    await client.ask_for_bytes()
    await client.ask_for_nothing()
    await client.ask_by_numbers()
    clock.advance(timedelta(hours=1))
    await take_back(town, before, eventually)
    await client.crawl(before)
    await client.ask_for_what_was_deleted(before.values())

    assert {answer.kind for answer in before.values()} == set(Kind)
    for rule in RULES:
        with subtests.test(rule.sentence):
            judge(rule, client.answers)
    with subtests.test("the change feed says why each of them is gone"):
        gone = {one.url.rpartition("/")[2] for one in client.answers if one.read and "deleted" in one.json}
        reasons = await reasons_of(town.city.gateway, gone)
        assert reasons == dict.fromkeys(gone, "depublished")
    with subtests.test("every address in the paper for clients can be pasted"):
        told = re.findall(r"http://127\.0\.0\.1:8000(/[^'\s]+)", PAPER.read_text())
        assert len(told) > 8
        assert {(await town.city.gateway.get(way)).status_code for way in told} == {200}


async def take_back(town, before, eventually):
    """A file of minutes and a paper's file are taken back, which both services must hear of."""
    (item,) = [answer for answer in before.values() if "resolutionFile" in answer.json]
    paper = next(a for a in before.values() if a.kind is Kind.PAPER and "auxiliaryFile" in a.json)
    for file in (item.json["resolutionFile"], paper.json["mainFile"]):
        await town.clerk.take_back(file["id"].rpartition("/")[2])

    async def heard():
        return "resolutionFile" not in (await town.city.gateway.get(item.url)).json()

    await eventually(heard, 20)


async def reasons_of(gateway, ids):
    """Why these are gone, from the merged feed read to its end."""
    found, url = {}, "/v1/changes?limit=500"
    while url:
        page = (await gateway.get(url)).json()
        told = [event["data"] for event in page["data"] if event["data"].get("deleted")]
        found |= {data["id"]: data["reason"] for data in told if data["id"] in ids}
        url = page["links"].get("next")
    return found


def judge(rule, answers):
    """No answer breaks it, some are about it, and one of them that is changed breaks it."""
    concerned = [answer for answer in answers if rule.concerns(answer)]
    assert concerned, "nothing is about this"
    guilty = [(a.method, a.url, a.how, a.status, a.body[:600]) for a in concerned if not rule.holds(a)]
    assert guilty[:3] == []
    assert any(broken(rule, answer) for answer in concerned[:50]), "no change breaks this"


def broken(rule, answer):
    try:
        changed = rule.breaks(answer)
    except (KeyError, IndexError):
        return False
    return changed != answer and not rule.holds(changed)
