"""Access tokens: what is let in, and what is refused."""

import hmac
import json
import stat
import time
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm

from sachstand_common.security import LOCAL_ISSUER, InvalidToken, LocalIssuer, TokenVerifier
from sachstand_common.security.keys import FileKeys, IssuerUnreachable, UrlKeys
from sachstand_common.security.oidc import Expected

EXPECTED = Expected(LOCAL_ISSUER, "sachstand")


@pytest.fixture
def issuer(tmp_path: Path) -> LocalIssuer:
    return LocalIssuer.open(tmp_path)


@pytest.fixture
def verifier(issuer: LocalIssuer) -> TokenVerifier:
    return TokenVerifier(EXPECTED, FileKeys(issuer.jwks_file))


def part(value: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


async def test_a_token_of_the_local_issuer_carries_role_unit_and_contract(issuer, verifier):
    token = issuer.issue("vendor", unit="Abt. 10.1", contract="V-7")

    principal = await verifier.principal(token)

    assert principal.roles == {"vendor"}
    assert principal.units == {"Abt 10.1"}
    assert principal.contract == "V-7"
    assert not principal.anonymous


async def test_an_unknown_role_is_ignored(issuer, verifier):
    token = issuer.issue("audit", realm_access={"roles": ["audit", "emperor", 7]})

    assert (await verifier.principal(token)).roles == {"audit"}


async def test_client_roles_count_for_our_audience_only(issuer, verifier):
    access = {"sachstand": {"roles": ["dms-team"]}, "other": {"roles": ["cdo"]}}
    token = issuer.issue("audit", realm_access=None, resource_access=access)

    assert (await verifier.principal(token)).roles == {"dms-team"}


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"exp": int(time.time()) - 31}, id="expired"),
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": float("nan")},
        {"exp": float("inf")},
        pytest.param({"nbf": int(time.time()) + 3600}, id="not yet valid"),
        {"aud": "another"},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"sub": None},
        {"sub": 7},
        {"typ": "ID"},
        {"typ": "Refresh"},
    ],
    ids=str,
)
async def test_a_token_with_a_wrong_claim_is_refused(issuer, verifier, claims):
    with pytest.raises(InvalidToken):
        await verifier.principal(issuer.issue("cdo", **claims))


async def test_half_a_minute_of_difference_between_clocks_is_forgiven(issuer, verifier):
    token = issuer.issue("cdo", lifetime=timedelta(seconds=-10), nbf=int(time.time()) + 10)

    assert (await verifier.principal(token)).has("cdo")


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "....", "ä", "eyJ", "null.null.null", "a" * 20_000])
async def test_what_is_no_token_is_refused(verifier, text):
    with pytest.raises(InvalidToken):
        await verifier.principal(text)


async def test_an_unsigned_token_is_refused(issuer, verifier):
    _, payload, _ = issuer.issue("cdo").split(".")
    for algorithm in ("none", "None", ""):
        with pytest.raises(InvalidToken):
            await verifier.principal(f"{part({'alg': algorithm, 'typ': 'JWT'})}.{payload}.")


async def test_a_public_key_cannot_serve_as_a_shared_secret(issuer, verifier):
    _, payload, _ = issuer.issue("cdo").split(".")
    kid = jwt.get_unverified_header(issuer.issue("cdo"))["kid"]
    signed = f"{part({'alg': 'HS256', 'kid': kid})}.{payload}"
    mac = hmac.new(issuer.jwks_file.read_bytes(), signed.encode(), "sha256").digest()
    forged = f"{signed}.{urlsafe_b64encode(mac).decode().rstrip('=')}"

    with pytest.raises(InvalidToken):
        await verifier.principal(forged)


async def test_another_key_under_our_key_id_is_refused(issuer, verifier):
    token = issuer.issue("cdo")
    kid = jwt.get_unverified_header(token)["kid"]
    claims = jwt.decode(token, options={"verify_signature": False})
    for key, algorithm in (
        (ec.generate_private_key(ec.SECP256R1()), "ES256"),
        (rsa.generate_private_key(65537, 2048), "RS256"),
    ):
        with pytest.raises(InvalidToken):
            await verifier.principal(jwt.encode(claims, key, algorithm, headers={"kid": kid}))


async def test_a_changed_payload_is_refused(issuer, verifier):
    header, payload, signature = issuer.issue("audit").split(".")
    other = issuer.issue("cdo").split(".")[1]

    with pytest.raises(InvalidToken):
        await verifier.principal(f"{header}.{other}.{signature}")
    assert (await verifier.principal(f"{header}.{payload}.{signature}")).has("audit")


async def test_what_was_verified_is_remembered_until_it_expires(issuer):
    now = time.time()
    verifier = TokenVerifier(EXPECTED, FileKeys(issuer.jwks_file), now=lambda: now, remembered=2)
    token = issuer.issue("cdo", lifetime=timedelta(seconds=60))

    first = await verifier.principal(token)
    assert await verifier.principal(token) is first
    now += 120
    with pytest.raises(InvalidToken):
        await verifier.principal(token)


async def test_only_so_many_tokens_are_remembered(issuer):
    verifier = TokenVerifier(EXPECTED, FileKeys(issuer.jwks_file), remembered=2)
    for _ in range(5):
        await verifier.principal(issuer.issue("cdo"))

    assert len(verifier._known) == 2


async def test_a_new_key_in_the_file_counts_and_the_old_one_no_longer(tmp_path):
    ours, theirs = LocalIssuer.open(tmp_path / "a"), LocalIssuer.open(tmp_path / "b")
    verifier = TokenVerifier(EXPECTED, FileKeys(ours.jwks_file))
    old, new = ours.issue("cdo"), theirs.issue("cdo")
    await verifier.principal(old)
    with pytest.raises(InvalidToken):
        await verifier.principal(new)

    ours.jwks_file.write_bytes(theirs.jwks_file.read_bytes() + b"\n")

    assert (await verifier.principal(new)).has("cdo")
    with pytest.raises(InvalidToken):
        await verifier.principal(old)


@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b'{"keys": [7, {"kty": "oct"}]}', b"\xff"])
async def test_without_readable_keys_every_token_is_refused(issuer, content):
    token = issuer.issue("cdo")
    issuer.jwks_file.unlink() if content is None else issuer.jwks_file.write_bytes(content)

    with pytest.raises(InvalidToken):
        await TokenVerifier(EXPECTED, FileKeys(issuer.jwks_file)).principal(token)


def test_key_and_keys_are_readable_by_their_owner_alone(issuer):
    for path in (issuer.key_file, issuer.jwks_file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(issuer.directory.stat().st_mode) == 0o700
    assert "d" not in json.loads(issuer.jwks_file.read_bytes())["keys"][0]


async def test_many_who_open_the_same_directory_share_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        issuers = list(pool.map(lambda _: LocalIssuer.open(tmp_path), range(16)))

    verifier = TokenVerifier(EXPECTED, FileKeys(issuers[0].jwks_file))
    for issuer in issuers:
        assert (await verifier.principal(issuer.issue("cdo"))).has("cdo")
    assert sorted(p.name for p in issuers[0].directory.iterdir()) == ["jwks.json", "key.pem"]


class Provider:
    """An issuer's JWKS URL that counts how often it is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = 0
        self.keys: list[dict[str, Any]] = []
        self.up = True
        transport = httpx.MockTransport(self.answer)
        real = httpx.AsyncClient
        monkeypatch.setattr(httpx, "AsyncClient", lambda **kw: real(transport=transport, **kw))

    def answer(self, _: httpx.Request) -> httpx.Response:
        self.asked += 1
        return httpx.Response(200, json={"keys": self.keys}) if self.up else httpx.Response(500)

    def rotate(self, kid: str) -> ec.EllipticCurvePrivateKey:
        key = ec.generate_private_key(ec.SECP256R1())
        self.keys = [{**ECAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "alg": "ES256"}]
        return key


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    return Provider(monkeypatch)


def remote_token(key: ec.EllipticCurvePrivateKey, kid: str) -> str:
    claims = {
        "iss": "https://id.example",
        "aud": ["account", "sachstand"],
        "sub": "p",
        "exp": time.time() + 60,
    }
    return jwt.encode(claims | {"realm_access": {"roles": ["cdo"]}}, key, "ES256", headers={"kid": kid})


async def test_an_unknown_key_id_asks_the_issuer_once_in_a_while(provider):
    key = provider.rotate("one")
    verifier = TokenVerifier(Expected("https://id.example", "sachstand"), UrlKeys("https://id.example/jwks"))

    assert (await verifier.principal(remote_token(key, "one"))).has("cdo")
    for number in range(20):
        with pytest.raises(InvalidToken):
            await verifier.principal(remote_token(key, f"invented-{number}"))
    assert provider.asked == 1


async def test_a_rotated_key_is_fetched_when_it_first_appears(provider):
    keys = UrlKeys("https://id.example/jwks", pause=0)
    verifier = TokenVerifier(Expected("https://id.example", "sachstand"), keys)
    old = remote_token(provider.rotate("one"), "one")
    await verifier.principal(old)

    new = remote_token(provider.rotate("two"), "two")

    assert (await verifier.principal(new)).has("cdo")
    with pytest.raises(InvalidToken):
        await verifier.principal(old)


async def test_known_keys_outlive_a_failing_issuer(provider):
    keys = UrlKeys("https://id.example/jwks", lifetime=0, pause=0)
    verifier = TokenVerifier(Expected("https://id.example", "sachstand"), keys)
    token = remote_token(provider.rotate("one"), "one")
    await verifier.principal(token)
    provider.up = False

    assert (await verifier.principal(token)).has("cdo")


async def test_an_issuer_that_never_answered_is_said_to_be_unreachable(provider):
    provider.up = False
    verifier = TokenVerifier(Expected("https://id.example", "sachstand"), UrlKeys("https://id.example/jwks"))

    with pytest.raises(IssuerUnreachable):
        await verifier.principal(remote_token(provider.rotate("one"), "one"))
