"""Who asks, and what that one may do. Default deny; every service verifies tokens itself."""

from .access import (
    BEARER,
    ContractNotOwn,
    CurrentPrincipal,
    RoleNotAllowed,
    UnitNotOwn,
    allow,
    own_contract,
    own_unit,
    required_roles,
)
from .authentication import Authentication
from .issuer import LOCAL_ISSUER, LocalIssuer
from .oidc import InvalidToken, TokenVerifier, token_verifier
from .principal import ANONYMOUS, SYSTEM, Principal, Role

__all__ = [
    "ANONYMOUS",
    "BEARER",
    "LOCAL_ISSUER",
    "SYSTEM",
    "Authentication",
    "ContractNotOwn",
    "CurrentPrincipal",
    "InvalidToken",
    "LocalIssuer",
    "Principal",
    "Role",
    "RoleNotAllowed",
    "TokenVerifier",
    "UnitNotOwn",
    "allow",
    "own_contract",
    "own_unit",
    "required_roles",
    "token_verifier",
]
