"""Asks a running system once for each path of its API, and keeps the answers as the examples of the document.

It is asked as everybody, and as a reader of everything where everybody is refused; long lists are shortened.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from ..domain.openapi import Document, json_answer
from .openapi import PUBLIC_URL

KEPT = Path(__file__).parent.parent / "static" / "answers.json"
QUERIES = {
    "/v1/sachstand": {"asOf": "2021-03-24"},
    "/v1/changes": {"limit": "1"},
    "/v1/search": {"q": "Strategie", "limit": "1"},
}
OPARL = "/oparl/v1.1/"
LONGEST = 2
_HOLE = re.compile(r"\{[^}]+\}")


class Asker:
    """Asks one system, and knows the ids that its lists gave."""

    def __init__(self, url: str, token: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=30)
        self._token = token
        self._objects = self._by_segment()

    def document(self) -> Document:
        """Fetch the one document."""
        found: Document = self._client.get("/v1/openapi.json").raise_for_status().json()
        return found

    def answer(self, path: str, item: Mapping[str, Any]) -> Any:
        """Ask for one path; None where there is nothing to show."""
        asked = self._filled(path)
        if asked is None:
            return None
        listed = any(one["name"] == "limit" for one in item["get"].get("parameters", ()))
        return self._get(asked, QUERIES.get(path) or ({"limit": "1"} if listed else {}))

    def _filled(self, path: str) -> str | None:
        """Put the id of the first of the list into each hole of a path."""
        while (hole := _HOLE.search(path)) is not None:
            before = path[: hole.start()]
            oparl = before.startswith(OPARL)
            id = self._objects.get(before.split("/")[-2]) if oparl else self._first(before.rstrip("/"))
            if id is None:
                return None
            path = before + id.rpartition("/")[2] + path[hole.end() :]
        return path

    def _by_segment(self) -> dict[str, str]:
        """Find one object of each type in the lists of the first body: `paper` → its id."""
        body = self._get(f"{OPARL}bodies", {})["data"][0]
        lists = [url for url in body.values() if isinstance(url, str) and url.startswith(f"{body['id']}/")]
        found = [body["id"], *filter(None, map(self._first, lists))]
        return {id.split("/")[-2]: id for id in found}

    def _first(self, listed: str) -> str | None:
        data = (self._get(listed, {"limit": "1"}) or {}).get("data")
        return str(data[0]["id"]) if data and "id" in data[0] else None

    def _get(self, path: str, query: Mapping[str, str]) -> Any:
        answer = self._client.get(path, params=query)
        if answer.status_code in (401, 403):
            answer = self._client.get(path, params=query, headers={"Authorization": f"Bearer {self._token}"})
        told = answer.headers.get("content-type", "").startswith("application/json")
        return answer.json() if answer.status_code == httpx.codes.OK and told else None


def shortened(value: Any) -> Any:
    """Shorten every list to its beginning."""
    if isinstance(value, dict):
        return {name: shortened(one) for name, one in value.items()}
    return [shortened(one) for one in value[:LONGEST]] if isinstance(value, list) else value


def main(arguments: list[str]) -> int:
    """`URL TOKEN`: ask the system there, and write `answers.json`; returns the exit code."""
    url, token = arguments
    asker = Asker(url, token)
    found = {}
    for path, item in sorted(asker.document()["paths"].items()):
        if json_answer(item) is not None and not path.endswith("openapi.json"):
            answer = asker.answer(path, item)
            if answer is None:
                print(f"no answer: {path}", file=sys.stderr)
            else:
                found[path] = shortened(answer)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True).replace(url, PUBLIC_URL)
    KEPT.write_text(f"{text}\n", "utf-8")
    print(f"{KEPT.name}: {len(found)} answers")
    return 0
