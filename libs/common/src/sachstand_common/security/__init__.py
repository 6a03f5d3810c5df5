"""Who asks, and what that one may do. Default deny; every service verifies tokens itself."""

from .access import BEARER, CurrentPrincipal, allow, own_contract, own_unit, required_roles
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
    "CurrentPrincipal",
    "InvalidToken",
    "LocalIssuer",
    "Principal",
    "Role",
    "TokenVerifier",
    "allow",
    "own_contract",
    "own_unit",
    "required_roles",
    "token_verifier",
]
