"""The summary of an import: who can read each document, and why; and the trace of each file."""

import io
import json
import re
from functools import partial
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from sachstand_local.importing import _SAYS, Import, _outcome, summary


def test_the_summary_says_who_can_read_each_document() -> None:
    closed = {"name": "n.txt", "outcome": "imported", "public": False, "notes": ["printed_non_public"]}
    opened = {"name": "o.txt", "outcome": "imported", "public": True, "notes": []}
    broken = {"name": "leer.txt", "outcome": "rejected", "public": None, "reason": "empty", "detail": "leer"}

    outcomes = [_outcome(file) for file in (closed, opened, broken)]

    assert [o.visibility for o in outcomes] == ["internal", "public", "–"]
    assert [o.taken for o in outcomes] == [True, True, False]
    assert "printed_non_public" in outcomes[0].note
    assert (outcomes[1].note, outcomes[2].note) == ("", "The file is empty. (empty)")
    assert [str(column.header) for column in summary(outcomes).columns][2] == "visibility"


def test_the_summary_says_of_each_internal_document_whether_it_can_be_published() -> None:
    unsaid = {"name": "a.txt", "outcome": "imported", "public": False, "notes": ["publicity_unknown"]}
    closed = {"name": "n.txt", "outcome": "already_known", "public": False, "notes": []}

    notes = [_outcome(file).note for file in (unsaid, closed)]

    assert notes[0] == (
        "Not public: it does not print that it is. Import it with --public to publish it. (publicity_unknown)"
    )
    assert notes[1].startswith("Not public, and --public would not publish it")


def test_the_summary_cuts_no_name_off_in_a_narrow_window() -> None:
    name = "stellungnahme-braunschweig-anlage-zum-vermerk.txt"
    file = {"name": name, "outcome": "imported", "public": False, "notes": ["publicity_unknown"]}
    console = Console(width=80, record=True, file=io.StringIO())

    console.print(summary([_outcome(file)]))

    cells = [line.split("│")[1].strip() for line in console.export_text().splitlines() if "│" in line]
    assert "".join(cells) == name


def test_each_file_is_one_trace_and_a_refusal_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        trace = request.headers["traceparent"].split("-")[1]
        asked.append(trace)
        if len(asked) > 2:
            return httpx.Response(409, json={"title": "No.", "code": "no", "traceId": trace})
        file = {"name": "a.txt", "outcome": "imported", "public": False, "notes": []}
        state = "done" if request.method == "GET" else "queued"
        return httpx.Response(
            202 if state == "queued" else 200, json={"id": 1, "state": state, "files": [file]}
        )

    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=httpx.MockTransport(answer)))
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file in files:
        file.write_text("Text")

    outcomes = Import("http://gateway.test", "token").run(files, Console(quiet=True))

    assert [outcome.outcome for outcome in outcomes] == ["imported", "rejected"]
    assert asked[0] == asked[1] != asked[2]
    assert outcomes[1].note == f"No. (no, trace {asked[2]})"


def test_a_file_that_is_too_large_is_told_how_large_it_may_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refusal = httpx.Response(413, json={"title": "The request body is larger.", "code": "body_too_large"})
    transport = httpx.MockTransport(lambda _: refusal)
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=transport))
    (tmp_path / "a.txt").write_text("Text")

    (outcome,) = Import("http://gateway.test", "token").run([tmp_path / "a.txt"], Console(quiet=True))

    assert (outcome.taken, outcome.note) == (False, "The file is larger than 50 MB. (too_large)")


def test_the_summary_says_what_is_not_known_of_a_document() -> None:
    doubts = [{"field": "result"}, {"field": "result"}, {"field": "meetingDate"}]
    notes = ["city_unknown", "no_sitting"]

    told = _outcome(
        {
            "name": "n.txt", "outcome": "imported", "notes": notes, "notUnderstood": doubts,
            "notRecognised": ["chair", "result.2", "result.3"],
        }
    )  # fmt: skip

    assert "--city" in told.note
    assert "no sitting is known" in told.note
    assert "Printed, but not clear: result, meetingDate." in told.note
    assert told.note.endswith("No result is known of item 2, 3 of the motion.")


def test_a_known_document_that_was_published_says_so() -> None:
    known = {"name": "a.txt", "outcome": "already_known", "public": True, "notes": ["published"]}

    outcome = _outcome(known)

    assert (outcome.visibility, outcome.note) == (
        "public",
        "It was known already and internal; it is public now. (published)",
    )


def test_a_document_that_could_not_be_read_is_kept_and_says_why() -> None:
    unread = {
        "name": "a.pdf", "outcome": "stored_unrecognised", "public": False, "reason": "encrypted",
        "detail": "Die Datei ist mit einem Kennwort geschützt.", "notes": ["no_public_text"],
    }  # fmt: skip

    outcome = _outcome(unread)

    assert outcome.taken
    assert outcome.note == (
        "It is locked with a password. (encrypted) There is nothing in it that the public could read: "
        "kept internal. (no_public_text) Kept as a paper with its file."
    )


def test_each_code_of_a_report_is_said_in_english() -> None:
    paper = json.loads((Path(__file__).parents[3] / "docs" / "openapi.json").read_text("utf-8"))
    report = paper["components"]["schemas"]["ImportedFilePart"]["properties"]
    told = report["reason"]["description"] + " " + report["notes"]["description"]

    codes = set(
        re.findall(
            r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b(?:empty|broken|encrypted|published|embargoed|contradicts)\b", told
        )
    )

    assert codes == set(_SAYS)
    assert not re.search(r"[äöüß]", "".join(_SAYS.values()))
