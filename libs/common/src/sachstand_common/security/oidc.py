"""Verification of OIDC access tokens (RFC 9068, as Keycloak shapes them): all of it, in every service."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite
from typing import Any

import jwt
from jwt.types import Options

from ..errors import Unauthenticated
from ..identifiers import normalise_unit_code
from ..settings import ServiceSettings
from .issuer import LOCAL_ISSUER
from .keys import FileKeys, KeySource, UrlKeys
from .principal import Principal, Role

ALGORITHMS = ("ES256", "EdDSA", "RS256", "PS256")
_LEEWAY = 30
_LONGEST = 16_384
_ROLES = frozenset(Role)
_CHECKS: Options = {
    "require": ["exp", "iss", "aud", "sub"],
    "verify_exp": False,  # by our own clock, in _check_time
    "verify_nbf": False,
    "verify_iat": False,
}


class InvalidToken(Unauthenticated):
    """The access token is not valid."""


@dataclass(frozen=True)
class Expected:
    """What a token must say."""

    issuer: str
    audience: str


class TokenVerifier:
    """Turns a token into a principal or refuses it; what was verified is remembered until it expires."""

    def __init__(
        self,
        expected: Expected,
        keys: KeySource,
        *,
        now: Callable[[], float] = time.time,
        remembered: int = 4096,
    ) -> None:
        self._expected = expected
        self._keys = keys
        self._now = now
        self._room = remembered
        self._generation = 0
        self._known: OrderedDict[bytes, tuple[Principal, float]] = OrderedDict()

    async def principal(self, token: str) -> Principal:
        """The principal of a valid token; raises InvalidToken for every other."""
        await self._keys.refreshed()
        if self._generation != self._keys.generation:
            self._known.clear()
            self._generation = self._keys.generation
        digest = sha256(token.encode("utf-8", "replace")).digest()
        known = self._known.get(digest)
        if known and known[1] > self._now():
            self._known.move_to_end(digest)
            return known[0]
        claims = await self._verified(token)
        principal = principal_of(claims, self._expected.audience)
        self._remember(digest, principal, float(claims["exp"]))
        return principal

    def _remember(self, digest: bytes, principal: Principal, until: float) -> None:
        self._known[digest] = (principal, until)
        while len(self._known) > self._room:
            self._known.popitem(last=False)

    async def _verified(self, token: str) -> dict[str, Any]:
        if len(token) > _LONGEST:
            raise InvalidToken("The token is too long.")
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError as error:
            raise InvalidToken("The token cannot be read.") from error
        if header.get("alg") not in ALGORITHMS:
            raise InvalidToken("The token is signed with an algorithm that is not accepted.")
        key = await self._keys.key(str(header.get("kid")))
        if key is None:
            raise InvalidToken("The token is signed with an unknown key.")
        return self._checked(token, key)

    def _checked(self, token: str, key: jwt.PyJWK) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self._expected.issuer,
                audience=self._expected.audience,
                options=_CHECKS,
            )
        except (jwt.PyJWTError, TypeError, ValueError) as error:
            raise InvalidToken(_REASONS.get(type(error), "The token is not valid.")) from error
        self._check_time(claims)
        if claims.get("typ", "Bearer") not in ("Bearer", "at+jwt"):
            raise InvalidToken("This is no access token.")
        return claims

    def _check_time(self, claims: dict[str, Any]) -> None:
        """Within exp and nbf, give or take the leeway."""
        ends, starts = claims["exp"], claims.get("nbf", 0)
        if not all(isinstance(instant, int | float) and isfinite(instant) for instant in (ends, starts)):
            raise InvalidToken("The token's times cannot be read.")
        if ends + _LEEWAY <= self._now():
            raise InvalidToken("The token has expired.")
        if starts - _LEEWAY > self._now():
            raise InvalidToken("The token is not valid yet.")


_REASONS: dict[type[Exception], str] = {
    jwt.InvalidAudienceError: "The token is meant for another audience.",
    jwt.InvalidIssuerError: "The token is of another issuer.",
    jwt.InvalidSignatureError: "The token's signature does not match.",
    jwt.MissingRequiredClaimError: "The token lacks a required claim.",
}


def principal_of(claims: dict[str, Any], audience: str) -> Principal:
    """Subject, roles, units and contract of verified claims; roles that we do not know are ignored."""
    realm = _names(_inner(claims, "realm_access"), "roles")
    client = _names(_inner(_inner(claims, "resource_access"), audience), "roles")
    units = frozenset(normalise_unit_code(code) for code in _names(claims, "units") if code.strip())
    contract = claims.get("contract")
    return Principal(
        subject=str(claims["sub"]),
        roles=frozenset(realm | client) & _ROLES,
        units=units,
        contract=contract if isinstance(contract, str) and contract else None,
    )


def _inner(claims: dict[str, Any], name: str) -> dict[str, Any]:
    value = claims.get(name)
    return value if isinstance(value, dict) else {}


def _names(claims: dict[str, Any], name: str) -> set[str]:
    value = claims.get(name)
    if isinstance(value, str):
        return {value}
    return {item for item in value if isinstance(item, str)} if isinstance(value, list) else set()


def token_verifier(settings: ServiceSettings) -> TokenVerifier:
    """The verifier of a service: against the configured issuer, or else against the local one's key file."""
    expected = Expected(settings.oidc_issuer or LOCAL_ISSUER, settings.oidc_audience)
    if settings.oidc_issuer and settings.jwks_url:
        return TokenVerifier(expected, UrlKeys(settings.jwks_url))
    file = settings.jwks_file or settings.data_dir / "identity" / "jwks.json"
    return TokenVerifier(expected, FileKeys(file))
