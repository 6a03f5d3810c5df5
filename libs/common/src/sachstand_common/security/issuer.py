"""Tokens of a local run: an own key in the data directory, claims shaped as Keycloak shapes them."""

import json
import os
import time
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from ..identifiers import new_id, normalise_unit_code
from .principal import Role

LOCAL_ISSUER = "urn:sachstand:local"
_ALGORITHM = "ES256"


@dataclass(frozen=True)
class LocalIssuer:
    """Signs tokens for one data directory; never used where a real issuer is configured."""

    directory: Path
    audience: str = "sachstand"

    @classmethod
    def open(cls, data_dir: Path, audience: str = "sachstand") -> "LocalIssuer":
        """The issuer of a data directory; makes its key on first use, even if several start at once."""
        issuer = cls(data_dir / "identity", audience)
        issuer.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not issuer.key_file.exists():
            _create(issuer.key_file, _new_key())
        _replace(issuer.jwks_file, json.dumps({"keys": [issuer._public_key()]}).encode())
        return issuer

    @property
    def key_file(self) -> Path:
        """The private key (PEM), readable by its owner alone."""
        return self.directory / "key.pem"

    @property
    def jwks_file(self) -> Path:
        """The public keys as services read them (RFC 7517)."""
        return self.directory / "jwks.json"

    def issue(
        self,
        role: str,
        unit: str | None = None,
        contract: str | None = None,
        lifetime: timedelta = timedelta(hours=12),
        **claims: Any,
    ) -> str:
        """A signed access token for one role; further claims replace the usual ones."""
        key = self.key_file.read_bytes()
        payload = self._claims(Role(role), unit, contract, lifetime) | claims
        return jwt.encode(payload, key, _ALGORITHM, headers={"kid": self._public_key()["kid"]})

    def _claims(
        self, role: Role, unit: str | None, contract: str | None, lifetime: timedelta
    ) -> dict[str, Any]:
        now = int(time.time())
        name = role if unit is None else f"{role} {normalise_unit_code(unit)}"
        return {
            "iss": LOCAL_ISSUER,
            "aud": self.audience,
            "sub": f"local:{name}",
            "azp": "sachstand-local",
            "typ": "Bearer",
            "jti": str(new_id()),
            "iat": now,
            "exp": now + int(lifetime.total_seconds()),
            "preferred_username": name,
            "realm_access": {"roles": [role]},
            "units": [normalise_unit_code(unit)] if unit else [],
            "contract": contract,
        }

    def _public_key(self) -> dict[str, Any]:
        private = serialization.load_pem_private_key(self.key_file.read_bytes(), password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{self.key_file} holds no EC key")
        numbers = ECAlgorithm.to_jwk(private.public_key(), as_dict=True)
        kid = sha256(f"{numbers['x']}.{numbers['y']}".encode()).hexdigest()[:16]
        return {**numbers, "kid": kid, "alg": _ALGORITHM, "use": "sig"}


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _written(path: Path, content: bytes) -> Path:
    """A temporary file beside the path, 0600 from its first byte, complete on disk."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{new_id().hex}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _create(path: Path, content: bytes) -> None:
    """Put a file in place unless somebody was faster; nobody ever sees half of it."""
    temporary = _written(path, content)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


def _replace(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        _written(path, content).replace(path)
