"""The command that mirrors: one job, watched to its end, with a report a person can read."""

from functools import partial

import httpx
import pytest
from rich.console import Console

from sachstand_local.errors import LocalProblem
from sachstand_local.mirroring import Mirroring, remarks, summary

NOTE = {"code": "no_date", "count": 2, "examples": [{"id": "https://ris.example/m/1", "detail": None}]}
ID = "0197a000-0000-7000-8000-000000000001"


def job(state: str, **more: object) -> dict[str, object]:
    lists = [
        {"service": "governance", "name": "Meeting", "state": state, "counts": {"read": 3}, "notes": [NOTE]}
    ]
    return {"id": ID, "state": state, "lists": lists, "missing": [], "fault": None, "detail": None, **more}


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response]:
    """What the gateway answers, one after the other."""
    found: list[httpx.Response] = []
    transport = httpx.MockTransport(lambda _: found.pop(0))
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=transport))
    monkeypatch.setattr("sachstand_local.mirroring.PAUSE", 0)
    return found


def test_a_mirror_is_watched_to_its_end(answers: list[httpx.Response]) -> None:
    answers += [
        httpx.Response(202, json=job("queued"), headers={"Location": f"/v1/mirrors/{ID}"}),
        httpx.Response(200, json=job("running")),
        httpx.Response(200, json=job("done")),
    ]

    ended = Mirroring("http://gateway.test", "token").run({"url": "https://ris.example"}, Console(quiet=True))

    assert ended["state"] == "done"
    assert answers == []
    assert summary(ended).row_count == 1
    assert list(remarks(ended)) == ["Meeting: 2 × It has no date. (no_date) e.g. https://ris.example/m/1"]


def test_one_that_is_running_already_is_watched(answers: list[httpx.Response]) -> None:
    answers += [httpx.Response(409, json={"id": ID}), httpx.Response(200, json=job("failed", detail="weg"))]

    ended = Mirroring("http://gateway.test", "token").run({"url": "https://ris.example"}, Console(quiet=True))

    assert list(remarks(ended))[1] == "It did not come to its end: weg. Order it again to go on."


def test_a_refusal_is_said_in_a_sentence(answers: list[httpx.Response]) -> None:
    answers.append(httpx.Response(422, json={"title": "No.", "code": "source_refused", "traceId": "t"}))

    with pytest.raises(LocalProblem, match=r"No. \(source_refused, trace t\)"):
        Mirroring("http://gateway.test", "token").run({"url": "https://ris.example"}, Console(quiet=True))


def test_a_service_that_goes_down_meanwhile_is_waited_for(answers: list[httpx.Response]) -> None:
    answers += [
        httpx.Response(202, json=job("queued"), headers={"Location": f"/v1/mirrors/{ID}"}),
        httpx.Response(200, json=job("done", missing=["ratsinfo"])),
        httpx.Response(503),
        httpx.Response(200, json=job("failed", missing=["ratsinfo"])),
        httpx.Response(200, json=job("running")),
        httpx.Response(200, json=job("done")),
    ]

    ended = Mirroring("http://gateway.test", "token").run({"url": "https://ris.example"}, Console(quiet=True))

    assert (ended["state"], ended["missing"], answers) == ("done", [], [])


def test_one_that_stays_away_is_not_waited_for_without_end(
    answers: list[httpx.Response], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sachstand_local.mirroring.PATIENCE", 2)
    answers += [
        httpx.Response(202, json=job("queued"), headers={"Location": f"/v1/mirrors/{ID}"}),
        *(httpx.Response(200, json=job("done", missing=["ratsinfo"])) for _ in range(2)),
    ]

    with pytest.raises(LocalProblem, match=r"Down for long: ratsinfo\. The job goes on by itself"):
        Mirroring("http://gateway.test", "token").run({"url": "https://ris.example"}, Console(quiet=True))


def test_a_service_that_was_down_when_it_was_ordered_is_named_at_the_end(
    answers: list[httpx.Response],
) -> None:
    answers += [
        httpx.Response(
            202, json=job("queued", missing=["ratsinfo"]), headers={"Location": f"/v1/mirrors/{ID}"}
        ),
        httpx.Response(200, json=job("done")),
    ]

    ended = Mirroring("http://gateway.test", "token").run({"url": "https://ris.example"}, Console(quiet=True))

    assert list(remarks(ended))[-1] == "Not asked, because down: ratsinfo. Order it again."
