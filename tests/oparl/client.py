"""A client that begins at the System and asks for everything it finds, in every way it can be asked."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from sachstand_common.oparl.forms import PREFIX

from .answers import FILTERS, LISTS, Answer
from .rules_objects import REFERS

LONG_AGO, FAR = "2000-01-01T00:00:00", "2900-01-01T00:00:00"
NOBODY = "00000000-0000-7000-8000-000000000000"


class Client:
    """Asks through the gateway, and keeps every answer."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._base = str(client.base_url).rstrip("/")
        self._schemas: dict[str, dict[str, Any]] = {}
        self.answers: list[Answer] = []
        self.found: dict[str, Answer] = {}

    async def ask(
        self, url: str, how: str = "", other: Answer | None = None, method: str = "GET", **headers: str
    ) -> Answer:
        """One request; `how` it relates to another answer."""
        whole = url if url.startswith("http") else f"{self._base}{PREFIX}/{url}"
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        got = await self._client.request(method, whole, headers={"accept-encoding": "identity", **sent})
        answer = Answer(
            self._base, method, whole, sent, got.status_code, dict(got.headers), got.content, how, other
        )
        answer = await self._with_schema(answer)
        self.answers.append(answer)
        return answer

    async def _with_schema(self, answer: Answer) -> Answer:
        """The answer with the schema that this very server publishes for it."""
        shape = str(answer.kind) if answer.object else f"{answer.listed}List" if answer.page else ""
        name = "Error" if answer.status >= 400 and answer.method != "HEAD" else shape
        if not name:
            return answer
        if name not in self._schemas:
            self._schemas[name] = (await self._client.get(f"/oparl/schema/{name}.json")).json()
            Draft202012Validator.check_schema(self._schemas[name])
        return replace(answer, schema=self._schemas[name])

    async def crawl(self, before: Mapping[str, Answer] = {}) -> dict[str, Answer]:
        """Every object that can be reached; those known from before are compared with what they were."""
        self.found = {}
        system = await self._object("system")
        bodies = await self.ask(system.json["body"])
        for body in bodies.json["data"]:
            await self._object(body["id"], "listed", bodies)
            await self._objects_of(body)
        waiting = list(self.found.values())
        while waiting:
            waiting = [new for answer in waiting for new in await self._follow(answer)]
        for url, was in before.items():
            await self._object(url, "later", was)
        return self.found

    async def _object(self, url: str, how: str = "", other: Answer | None = None) -> Answer:
        """An object, asked for once in a crawl however many lead to it."""
        if url in self.found:
            self.answers.append(replace(self.found[url], how=how, other=other))
            return self.found[url]
        answer = await self.ask(url, how, other)
        if answer.object:
            self.found[answer.url] = answer
        return answer

    async def _objects_of(self, owner: Mapping[str, Any]) -> list[Answer]:
        """The objects in all lists of a body or an organization."""
        found = []
        for url in [v for v in owner.values() if isinstance(v, str) and v.startswith(f"{owner['id']}/")]:
            if url.rpartition("/")[2] in LISTS:
                async for page in self._pages(f"{url}?limit=5"):
                    found += [await self._object(one["id"], "listed", page) for one in page.json["data"]]
        return found

    async def _pages(self, url: str) -> AsyncIterator[Answer]:
        page = await self.ask(url)
        yield page
        while "next" in page.json["links"]:
            page = await self.ask(page.json["links"]["next"], "next", page)
            yield page

    async def _follow(self, answer: Answer) -> list[Answer]:
        """What an object embeds and refers to, each at its own address; those that are new."""
        known, found = set(self.found), []
        for one, parent in answer.objects:
            if parent:
                found.append(await self._object(one["id"], "embedded", answer))
            for name in one.keys() & REFERS.keys():
                for url in one[name] if isinstance(one[name], list) else [one[name]]:
                    if isinstance(url, str) and url.rpartition("/")[2] not in LISTS:
                        found.append(await self._object(url, f"refers:{name}", answer))
        found += await self._objects_of(answer.json)
        return [one for one in found if one.url not in known]

    async def ask_in_every_way(self) -> None:
        """Objects and lists again: with HEAD, with what is known, by another host, spelt otherwise."""
        seen = {answer.url: answer for answer in self.answers if answer.object or answer.page}
        for answer in seen.values():
            await self.ask(answer.url, "head", answer, "HEAD")
            await self.ask(answer.url, "known", answer, if_none_match=answer.headers["etag"])
            await self.ask(answer.url, "host", answer, host="rathaus.example")
            if last := answer.headers.get("last-modified"):
                await self.ask(answer.url, "known", answer, if_modified_since=last)
            await self.ask(answer.url, "known before", answer, if_none_match='"anders"')
        for answer in [one for one in seen.values() if one.kind and one.way != ["system"]]:
            head, _, id = answer.url.rpartition("/")
            await self.ask(f"{head}/{id.upper()}", "spelling", answer)
            await self.ask(f"{answer.url}/", "spelling", answer)

    async def ask_lists_in_every_way(self) -> None:
        """Every list with every filter in every spelling, and with what makes no sense.

        Of the lists of organizations one of each name: they are one route.
        """
        pages = [answer for answer in self.answers if answer.page]
        one_of_each = {(*a.way[:-2], *a.way[-2:][a.way[0] == "organization" :]): a.url for a in pages}
        for url in {url.partition("?")[0] for url in one_of_each.values()}:
            for name in FILTERS:
                when, never = (LONG_AGO, FAR) if name.endswith("since") else (FAR, LONG_AGO)
                plain = await self.ask(f"{url}?limit=3&{name}={when}Z")
                for zone in ("%2B00:00", "+00:00"):
                    await self.ask(f"{url}?limit=3&{name}={when}{zone}", "spelt", plain)
                await self.ask(f"{url}?{name}={never}Z", "empty")
                await self.ask(f"{url}?{name}={when}", "zoneless")
            for wrong in (LONG_AGO[:10], "gestern", "946684800"):
                await self.ask(f"{url}?modified_since={wrong}", "zoneless")
            every = "&".join(f"{name}={LONG_AGO if 'since' in name else FAR}%2B01:00" for name in FILTERS)
            async for _ in self._pages(f"{url}?limit=2&omit_internal=true&{every}"):
                pass
            for wrong in ("limit=0", "limit=viele", "cursor=%21", "omit_internal=vielleicht"):
                await self.ask(f"{url}?{wrong}", "misled")

    async def ask_for_bytes(self) -> None:
        """Every file: shown, saved, in part."""
        for answer in [one for one in self.found.values() if one.way[0] == "file"]:
            shown = await self.ask(answer.json["accessUrl"], "bytes", answer)
            await self.ask(answer.json["downloadUrl"], "saved", answer)
            await self.ask(shown.url, "head", shown, "HEAD")
            await self.ask(shown.url, "part", shown, range="bytes=5-19")
            await self.ask(shown.url, "behind", shown, range=f"bytes={len(shown.body)}-")
            await self.ask(shown.url, "known", shown, if_none_match=shown.headers["etag"])

    async def ask_for_nothing(self) -> None:
        """What is not there, and what nobody may."""
        by_kind = {answer.way[0]: answer for answer in self.found.values()}
        ways = [f"{segment}/{id}" for segment in by_kind.keys() - {"system"} for id in (NOBODY, "nichts")]
        lists = [f"body/{NOBODY}/papers", f"body/{NOBODY}/meetings", f"organization/{NOBODY}/meetings"]
        for way in (*ways, *lists, "file/1/access", "things", "by-reference/0-0", ""):
            gone = await self.ask(way, "nothing")
            await self.ask(gone.url, "head", gone, "HEAD")
        for answer in by_kind.values():
            await self.ask(answer.url, "written", answer, "POST")
            preflight = {"origin": "https://rat.example", "access_control_request_method": "GET"}
            await self.ask(answer.url, "asking", answer, "OPTIONS", **preflight)

    async def ask_by_numbers(self) -> None:
        """Papers by the numbers that are printed on them."""
        for answer in [one for one in self.found.values() if "reference" in one.json]:
            number = answer.json["reference"].replace(" ", "%20")
            await self.ask(f"by-reference/{number}", "number", answer)

    async def ask_for_what_was_deleted(self, before: Iterable[Answer]) -> None:
        """Tombstones in the lists where their objects were, the bytes behind them, and what embedded them."""
        for stone in [one for one in self.answers if one.how == "later" and "deleted" in one.json]:
            since = stone.json["modified"].replace("+", "%2B")
            pages = [a for a in self.answers if a.page and stone.url in {one["id"] for one, _ in a.objects}]
            for url in {page.url.partition("?")[0] for page in pages if page.listed == stone.kind}:
                await self.ask(f"{url}?limit=200&modified_since={since}", "told", stone)
            if stone.way[0] == "file":
                for way in ("access", "download"):
                    await self.ask(f"{stone.url}/{way}", "gone", stone)
            for was in before:
                if stone.url in {one["id"] for one, parent in was.objects if parent}:
                    self.answers.append(replace(self.found[was.url], how="bereaved", other=was))
