"""What is internal is nowhere in public: not now, not as of a day, not by search, event, error or log."""

import asyncio
import io
import json
import re
import zipfile

import pytest

from sachstand_common.messaging.connection import open_connection

from ..oparl.client import Client

MARK = "geheim4711"
SERVICES = ("projects", "governance", "ratsinfo", "dms-tracker")
VARIANTS = ("", "?asOf=2026-11-02", "?asOf=2026-12-31", "?knownAt=2026-12-31T00:00:00Z", "?knownAt=1")
OTHER = {"source": "scan-log", "day": "2026-11-02", "reference": "21-99998", "key": "geheime-akte"}


async def document(system):
    return (await system.gateway.get("/v1/openapi.json")).json()


async def ids_of(planted, path):
    """Ids of a list, all that bear the mark and some more, also of what the public does not see."""
    for service in SERVICES:
        if path in (await planted.system[service].get("/openapi.json")).json()["paths"]:
            items = await planted.all(service, path)
            marked = [item["id"] for item in items if MARK in json.dumps(item)]
            return marked + [item["id"] for item in items if item["id"] not in marked][:5]
    return []


async def urls(planted):
    """Every documented public read, with every id there is."""
    paths = (await document(planted.system))["paths"]
    known = {}
    for path, operations in paths.items():
        if "get" not in operations or path in ("/v1/events", "/v1/changes"):
            continue
        if "{" not in path:
            yield path
            continue
        parent, _, rest = path.partition("/{")
        if parent in paths and "get" in paths[parent] and rest.split("}")[0].endswith("_id"):
            if parent not in known:
                known[parent] = await ids_of(planted, parent)
            for id in known[parent]:
                yield fill(path, id)
        else:
            yield fill(path, "00000000-0000-0000-0000-000000000000")


def fill(path, id):
    head, _, rest = path.partition("/{")
    name, _, tail = rest.partition("}")
    filled = f"{head}/{OTHER.get(name.split(':')[0], id)}{tail}"
    for name, value in OTHER.items():
        filled = filled.replace(f"{{{name}}}", value)
    return filled


@pytest.fixture
def reads(planted):
    """``await reads(path)``: the body and the headers an anonymous reader gets, as one text."""

    async def read(path, client=None):
        answer = await (client or planted.system.gateway).get(path)
        assert answer.status_code < 500, f"{path}: {answer.status_code} {answer.text[:300]}"
        return f"{answer.headers}\n{answer.text}"

    return read


async def test_what_is_internal_is_nowhere_in_public(planted, reads, nats_url, subject_root, capfd):
    system = planted.system
    await planted_in_full(planted)
    seen = 0
    async for path in urls(planted):
        for variant in VARIANTS:
            assert MARK not in await reads(path + variant), path + variant
            seen += 1
        if "{" not in path and path.count("/") == 2:
            assert MARK not in await reads(f"{path}?limit=200&count=true"), path
            assert MARK not in await reads(f"{path}?format=csv"), path
            workbook = await system.gateway.get(f"{path}?format=xlsx")
            if workbook.content.startswith(b"PK"):
                assert MARK not in sheets(workbook.content), path
    assert seen > 300

    for path in found_by_words():
        assert MARK not in without_the_question(await reads(path)), path
    assert "<entry" not in await reads(f"/feeds/papers.atom?q={MARK}")
    for service in SERVICES:
        client = system[service]
        for path in ("/openapi.json", "/metrics", "/readyz", "/v1/changes?limit=1000"):
            assert MARK not in await reads(path, client), (service, path)
    for path in ("/openapi.json", "/asyncapi.json", "/metrics", "/v1/status", "/", "/sachstand", "/docs"):
        assert MARK not in await reads(path), path
    assert MARK not in await everything_in_oparl(system)
    assert MARK not in await everything_told(system)
    assert MARK not in await sent_live(system)
    assert MARK not in await public_stream(nats_url, subject_root)
    assert MARK not in "".join(planted.refusals)
    captured = capfd.readouterr()
    assert MARK not in captured.err
    assert MARK not in captured.out

    assert await places(reads, planted) == []
    published = {"public": True, "reason": "Sperrfrist aufgehoben"}
    headers = planted.headers("gremiendienst") | {"If-Match": "*"}
    path = f"/v1/papers/{planted.embargoed}"
    answer = await system["ratsinfo"].patch(path, json=published, headers=headers)
    assert answer.status_code == 200, answer.text
    assert await places(reads, planted) == PLACES


def found_by_words():
    """Every search there is for the mark: its snippets, facets and totals."""
    yield f"/v1/search?q={MARK}"
    for path in ("/v1/papers", "/v1/enquiries"):
        yield f"{path}?q={MARK}&count=true"
    yield f"/suche?q={MARK}"


def without_the_question(text):
    """An answer to a search without the lines and links that repeat the question."""
    return re.sub(rf"(q=|value=\"|„|Suche: ){MARK}", r"\1", text)


PLACES = ["paper", "papers.json", "papers.csv", "papers.xlsx", "consultations", "found", "oparl"]
"""Where a paper is shown once it is public: what the search above looks through finds it there."""


async def places(reads, planted):
    """Where the public sees the paper under embargo."""
    gateway, found = planted.system.gateway, []
    for name, path in (
        ("paper", f"/v1/papers/{planted.embargoed}"),
        ("papers.json", "/v1/papers?limit=200"),
        ("papers.csv", "/v1/papers?format=csv"),
        ("papers.xlsx", "/v1/papers?format=xlsx"),
        ("consultations", "/v1/consultations?limit=200"),
        ("found", f"/v1/search?q={MARK}"),
        ("oparl", f"/oparl/v1.1/paper/{planted.embargoed}"),
    ):
        answer = await gateway.get(path)
        body = sheets(answer.content) if name.endswith("xlsx") else answer.text
        if MARK in without_the_question(body):
            found.append(name)
    return found


def sheets(workbook):
    """The text of a workbook, which is packed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


async def planted_in_full(planted):
    """Who may read everything finds the mark in each service; else this test would prove nothing."""
    where = {
        "projects": ["/v1/projects"],
        "governance": ["/v1/meetings"],
        "dms-tracker": ["/v1/rollouts", "/v1/prerequisites", "/v1/contracts"],
        "ratsinfo": ["/v1/papers", "/v1/minutes"],
    }
    for service, paths in where.items():
        for path in paths:
            assert MARK in json.dumps(await planted.all(service, path)), path


async def everything_in_oparl(system):
    """All objects and pages that a client of OParl finds."""
    client = Client(system.gateway)
    await client.crawl()
    assert len(client.found) > 40
    return "\n".join(answer.body.decode() for answer in client.answers)


async def everything_told(system):
    """All public changes that the gateway passes on."""
    told, url = "", "/v1/changes?limit=1000"
    while url:
        page = (await system.gateway.get(url)).json()
        told += json.dumps(page)
        url = page["links"].get("next")
    return told


async def sent_live(system):
    """The first seconds of the event stream, from its beginning."""
    text = b""
    headers = {"Last-Event-ID": (await first_cursor(system))}
    async with system.gateway.stream("GET", "/v1/events", headers=headers) as stream:

        async def take():
            nonlocal text
            async for chunk in stream.aiter_bytes():
                text += chunk

        await asyncio.wait([task := asyncio.create_task(take())], timeout=3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert b"data:" in text
    return text.decode()


async def first_cursor(system):
    page = (await system.gateway.get("/v1/changes?limit=1")).json()
    return page["links"]["resume"].partition("after=")[2].partition("&")[0]


async def public_stream(nats_url, root):
    """Every message of the public stream, byte for byte."""
    connection = await open_connection(nats_url, "leaks")
    try:
        js = connection.client.jetstream()
        name = f"{root.upper()}_PUBLIC"
        state = (await js.stream_info(name)).state
        messages = [await js.get_msg(name, seq) for seq in range(state.first_seq, state.last_seq + 1)]
    finally:
        await connection.close()
    assert messages
    return "\n".join(f"{m.subject} {m.headers} {(m.data or b'').decode()}" for m in messages)
