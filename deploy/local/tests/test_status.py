"""The report of the gateway, as the command line reads it."""

from typing import Any

import pytest

from sachstand_local.status import missing, waits

LETTERS = {"name": "deadLetters", "reason": "2 open"}
LOADING = {"name": "starter", "reason": "loading 3 of 9"}


def report(*degraded: dict[str, str], gateway: Any = (), nats: str = "ok") -> dict[str, Any]:
    well = not (degraded or gateway) and nats == "ok"
    projects = {"status": "degraded" if degraded else "ok", "degraded": list(degraded)}
    return {
        "status": "ok" if well else "degraded",
        "services": {"projects": projects, "ratsinfo": {"status": "ok", "degraded": []}},
        "gateway": list(gateway),
        "postgres": "ok",
        "nats": nats,
    }


@pytest.mark.parametrize(
    ("found", "waiting", "said"),
    [
        (None, True, "the gateway does not answer"),
        ({"status": 500, "code": "internal_error"}, True, "postgres; nats"),
        (report(), False, ""),
        (report(LETTERS), False, "projects (deadLetters: 2 open)"),
        (report(LETTERS, LOADING), True, "projects (deadLetters: 2 open; starter: loading 3 of 9)"),
        (report(LETTERS, nats="unavailable"), True, "projects (deadLetters: 2 open); nats"),
        (report(LETTERS, gateway=[LOADING]), True, "gateway (starter: loading 3 of 9)"),
    ],
)
def test_a_start_waits_for_what_comes_up_by_itself_and_says_what_does_not(
    found: dict[str, Any] | None, waiting: bool, said: str
) -> None:
    assert waits(found) is waiting
    assert missing(found).endswith(said)
