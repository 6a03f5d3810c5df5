"""The one who asks: a person in a role, a machine, or nobody in particular."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may be to the city's digital programme."""

    CDO = "cdo"
    """Chief Digital Officer."""
    STABSSTELLE = "stabsstelle"
    """The CDO's staff unit (Stabsstelle)."""
    BEAUFTRAGTE = "beauftragte"
    """Digitalisation officer of one unit (Digitalisierungsbeauftragte), for that unit only."""
    GREMIENDIENST = "gremiendienst"
    """Keeps meetings, papers and decisions of the bodies (Gremiendienst)."""
    DMS_TEAM = "dms-team"
    """Rolls out the electronic file (Projektteam DMS)."""
    VENDOR = "vendor"
    """A scanning contractor, for its own contract only (Auftragnehmer)."""
    AUDIT = "audit"
    """Reads everything, changes nothing (Rechnungsprüfung)."""
    SYSTEM = "system"
    """The services themselves."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks, with roles, own units (normalised codes) and own contract."""

    subject: str
    roles: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    contract: str | None = None

    @property
    def anonymous(self) -> bool:
        """Whether nobody has identified themselves."""
        return self is ANONYMOUS or self.subject == ANONYMOUS.subject

    def has(self, *roles: str) -> bool:
        """Whether at least one of these roles is held."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Principal("anonymous")
SYSTEM = Principal("system", frozenset({Role.SYSTEM}))
