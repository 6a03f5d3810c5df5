"""Who may do what, as a service answers it."""

import time
from base64 import urlsafe_b64encode

import pytest

from sachstand_common.security import CurrentPrincipal, UnitNotOwn, allow, own_unit
from sachstand_common.security.principal import Principal
from sachstand_common.testing.problems import assert_problem

NOTE = {"key": "a", "text": "Text"}


async def test_nobody_writes_without_a_token(notes):
    answer = await notes.post("/v1/notes", json=NOTE)

    problem = assert_problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"] == 'Bearer realm="sachstand"'
    assert problem["required"] == ["cdo", "stabsstelle"]


async def test_the_wrong_role_is_told_which_would_do(notes, bearer):
    answer = await notes.post("/v1/notes", json=NOTE, headers=bearer("audit"))

    problem = assert_problem(answer, 403, "role_not_allowed")
    assert (problem["required"], problem["has"]) == (["cdo", "stabsstelle"], ["audit"])


def _unsigned(token):
    payload = token.split(".")[1]
    header = urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    return f"{header}.{payload}."


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "wrong", ["expired", "audience", "issuer", "none", "garbage", "basic", "empty", "other key"]
)
async def test_a_token_that_is_not_valid_is_never_taken_for_none(notes, issuer, wrong, method, tmp_path):
    valid = issuer.issue("cdo")
    given = {
        "expired": lambda: "Bearer " + issuer.issue("cdo", exp=int(time.time()) - 60),
        "audience": lambda: "Bearer " + issuer.issue("cdo", aud="another"),
        "issuer": lambda: "Bearer " + issuer.issue("cdo", iss="https://elsewhere.example"),
        "none": lambda: "Bearer " + _unsigned(valid),
        "garbage": lambda: "Bearer x",
        "basic": lambda: "Basic dXNlcjpwYXNz",
        "empty": lambda: "",
        "other key": lambda: "Bearer " + type(issuer).open(tmp_path).issue("cdo"),
    }[wrong]()

    answer = await notes.request(method, "/v1/notes", json=NOTE, headers={"Authorization": given})

    assert_problem(answer, 401, "invalid_token")
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    if len(given) > 10:
        assert given.split(".")[-2][:20] not in answer.text if "." in given else True


async def test_a_public_read_is_not_lent_to_an_invalid_token_by_the_cache(notes, write):
    await write("a")
    assert (await notes.get("/v1/notes")).status_code == 200
    assert (await notes.get("/v1/notes")).status_code == 200

    assert_problem(await notes.get("/v1/notes", headers={"Authorization": "Bearer x"}), 401, "invalid_token")


async def test_officers_of_a_unit_read_their_own_rows_in_full_and_others_as_the_public(notes, write, bearer):
    mine = (await write("mine", unit="Abt 10.1", remark="a remark")).json()["id"]
    other = (await write("other", unit="FB 65", remark="a remark")).json()["id"]
    headers = bearer("beauftragte", "Abt. 10.1")

    assert (await notes.get(f"/v1/notes/{mine}", headers=headers)).json()["remark"] == "a remark"
    assert "remark" not in (await notes.get(f"/v1/notes/{other}", headers=headers)).json()
    listed = (await notes.get("/v1/notes", headers=headers)).json()["data"]
    assert [note.get("remark") for note in listed] == ["a remark", None]


def test_a_unit_is_its_officers_own_however_it_is_written():
    officer = Principal("p", frozenset({"beauftragte"}), frozenset({"Abt 10.1"}))

    own_unit(officer, "Abteilung 10.1")
    own_unit(Principal("p", frozenset({"stabsstelle"})), "FB 65")
    for code in ("Abt 10.10", "FB 65", None, ""):
        with pytest.raises(UnitNotOwn):
            own_unit(officer, code)


def test_a_role_that_does_not_exist_fails_where_it_is_written():
    with pytest.raises(ValueError, match="emperor"):
        allow("emperor")
    with pytest.raises(ValueError, match="role"):
        allow()


def test_a_service_with_an_unguarded_route_does_not_start(service_settings, clock, notes_database):
    from sachstand_common.http import CommandRouter, Service, build_service
    from sachstand_common.http.service import UnguardedRoute
    from sachstand_common.testing.notes import METADATA

    router = CommandRouter(prefix="/v1/open")

    @router.post("")
    async def anybody(principal: CurrentPrincipal) -> None: ...

    service = Service("notes", "Notes", "", METADATA, (), (router,))
    with pytest.raises(UnguardedRoute, match="/v1/open"):
        build_service(service, service_settings("notes", database_url=notes_database), clock)
