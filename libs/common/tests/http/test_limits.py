"""How much one client may ask."""

import pytest

from sachstand_common.errors import Unauthenticated
from sachstand_common.http.limits import RateLimit, RateLimited, client_of


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


async def application(scope, receive, send):
    if scope.get("fails"):
        raise Unauthenticated
    await send({"type": "http.response.start", "status": 200, "headers": []})


async def ask(limit, client="192.0.2.1", path="/v1/notes", token=None, fails=False):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"authorization", token)] if token else []
    scope = {"type": "http", "path": path, "headers": headers, "client": (client, 1), "fails": fails}
    await limit(scope, None, send)
    return dict(sent[0]["headers"])


async def test_a_bucket_empties_and_refills_evenly():
    clock = Clock()
    limit = RateLimit(application, 60, clock)
    for _ in range(60):
        await ask(limit)

    with pytest.raises(RateLimited) as refused:
        await ask(limit)
    assert refused.value.facts == {"limit": 60, "retry_after": 1}

    clock.seconds += 1
    await ask(limit)
    with pytest.raises(RateLimited):
        await ask(limit)


async def test_what_is_left_is_told():
    headers = await ask(RateLimit(application, 60, Clock()))

    assert headers[b"ratelimit-policy"] == b'"anonymous";q=60;w=60'
    assert headers[b"ratelimit"] == b'"anonymous";r=59;t=1'


async def test_each_client_has_its_own_bucket():
    limit = RateLimit(application, 1, Clock())
    await ask(limit, "192.0.2.1")
    await ask(limit, "192.0.2.2")

    with pytest.raises(RateLimited):
        await ask(limit, "192.0.2.1")


async def test_a_valid_token_is_not_counted_and_an_invalid_one_is():
    limit = RateLimit(application, 2, Clock())
    for _ in range(10):
        await ask(limit, token=b"Bearer valid")
    for _ in range(2):
        with pytest.raises(Unauthenticated):
            await ask(limit, token=b"Bearer invalid", fails=True)

    with pytest.raises(RateLimited):
        await ask(limit, token=b"Bearer invalid", fails=True)


async def test_health_is_never_refused():
    limit = RateLimit(application, 1, Clock())
    for _ in range(5):
        await ask(limit, path="/readyz")


def test_one_household_is_one_client():
    assert client_of("2001:db8::1") == client_of("2001:db8::ffff:1")
    assert client_of("2001:db8:0:1::1") != client_of("2001:db8::1")
    assert client_of("::ffff:192.0.2.1") == client_of("192.0.2.1")
    assert client_of("testclient") == "testclient"


async def test_over_the_limit_a_service_answers_with_a_problem(notes_database, service):
    from sachstand_common.testing.notes import create_app
    from sachstand_common.testing.problems import assert_problem

    notes = await service(create_app, "notes", database_url=notes_database, rate_limit=3)
    answers = [await notes.get("/v1/notes") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert_problem(answers[3], 429, "rate_limited")
    assert int(answers[3].headers["retry-after"]) > 0
    assert answers[0].headers["ratelimit"].startswith('"anonymous";r=2')
