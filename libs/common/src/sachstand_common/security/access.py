"""Who may do what: dependencies for routes, and the narrower rights by row."""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPBearer

from ..errors import Forbidden, Unauthenticated
from ..identifiers import normalise_unit_code
from .principal import ANONYMOUS, Principal, Role

BEARER = HTTPBearer(
    scheme_name="accessToken",
    bearerFormat="JWT",
    description="OIDC access token with the roles of its holder. Public reads need none.",
    auto_error=False,
)


class RoleNotAllowed(Forbidden):
    """None of the caller's roles allows this."""


class UnitNotOwn(Forbidden):
    """The caller may act for their own unit only."""


class ContractNotOwn(Forbidden):
    """The caller may act under their own contract only."""


async def current_principal(request: Request) -> Principal:
    """Who asks; anonymous when no token came."""
    principal: Principal = request.scope.get("principal", ANONYMOUS)
    return principal


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]


class Permission:
    """The rule of a route: at least one of these roles."""

    def __init__(self, roles: frozenset[Role]) -> None:
        self.roles = roles

    async def __call__(self, principal: CurrentPrincipal, _: Annotated[Any, Security(BEARER)]) -> None:
        """Refuse who is unknown (401) or holds none of the roles (403)."""
        check(principal, self.roles)


def check(principal: Principal, roles: frozenset[Role] | None) -> None:
    """Refuse who is unknown (401) or holds none of the roles (403)."""
    if principal.anonymous:
        raise Unauthenticated(required=sorted(roles or ()))
    if roles is not None and not principal.has(*roles):
        raise RoleNotAllowed(required=sorted(roles), has=sorted(principal.roles))


def allow(*roles: str) -> Any:
    """For `dependencies=[…]` of a route: only these roles. A role that does not exist fails at import."""
    if not roles:
        raise ValueError("name at least one role")
    return Depends(Permission(frozenset(Role(role) for role in roles)))


def required_roles(route: Any) -> frozenset[Role] | None:
    """The roles that a route asks for; None when it asks for none, which no unsafe route may."""
    found = list(_permissions(route.dependant)) if getattr(route, "dependant", None) else []
    return frozenset.intersection(*(permission.roles for permission in found)) if found else None


def _permissions(dependant: Dependant) -> list[Permission]:
    own = [dependant.call] if isinstance(dependant.call, Permission) else []
    return own + [found for inner in dependant.dependencies for found in _permissions(inner)]


_ANY_UNIT = (Role.CDO, Role.STABSSTELLE, Role.SYSTEM)
_ANY_CONTRACT = (Role.CDO, Role.STABSSTELLE, Role.DMS_TEAM, Role.SYSTEM)


def own_unit(principal: Principal, code: str | None, *, beyond: tuple[str, ...] = _ANY_UNIT) -> None:
    """Digitalisation officers act for their own unit only; the roles `beyond` act for every unit."""
    if principal.has(*beyond) or (code is not None and normalise_unit_code(code) in principal.units):
        return
    raise UnitNotOwn(unit=code, own=sorted(principal.units))


def own_contract(principal: Principal, contract: str, *, beyond: tuple[str, ...] = _ANY_CONTRACT) -> None:
    """A contractor acts under its own contract only; the roles `beyond` act for every contract."""
    if principal.has(*beyond) or (principal.contract is not None and principal.contract == contract):
        return
    raise ContractNotOwn(contract=contract)
