"""Every answer that a crawl of the whole system finds keeps every rule, and every rule can be broken."""

from datetime import timedelta

from sachstand_common.oparl.forms import Kind

from . import rules_http, rules_lists, rules_objects  # noqa: F401 - they fill the table
from .answers import RULES
from .client import Client


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


async def take_back(town, before, eventually):
    """A file of minutes and a paper's file are taken back, which both services must hear of."""
    (item,) = [answer for answer in before.values() if "resolutionFile" in answer.json]
    paper = next(a for a in before.values() if a.kind is Kind.PAPER and "auxiliaryFile" in a.json)
    for file in (item.json["resolutionFile"], paper.json["mainFile"]):
        await town.clerk.take_back(file["id"].rpartition("/")[2])

    async def heard():
        return "resolutionFile" not in (await town.city.gateway.get(item.url)).json()

    await eventually(heard, 20)


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
