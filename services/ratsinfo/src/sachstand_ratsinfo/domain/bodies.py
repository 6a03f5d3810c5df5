"""The cities as bodies (Körperschaften), and the terms of their councils (Wahlperioden)."""

from dataclasses import dataclass
from datetime import date

from sachstand_common.facts import City


@dataclass(frozen=True)
class Term:
    """A council's term, from its first day to its last."""

    start: date
    end: date

    @property
    def name(self) -> str:
        """What it is called: "Wahlperiode 2021–2026"."""
        return f"Wahlperiode {self.start.year}–{self.end.year}"


@dataclass(frozen=True, kw_only=True)
class Body:
    """A city as it calls itself; `ags` is its official key (Amtlicher Gemeindeschlüssel)."""

    city: City
    name: str
    short_name: str
    ags: str
    terms: tuple[Term, ...] = ()


def terms_of_lower_saxony(*years: int) -> tuple[Term, ...]:
    """In Lower Saxony a term begins on 1 November and lasts five years (§ 47 NKomVG)."""
    return tuple(Term(date(year, 11, 1), date(year + 5, 10, 31)) for year in years)


BODIES = (
    Body(
        city=City.BRAUNSCHWEIG,
        name="Stadt Braunschweig",
        short_name="Braunschweig",
        ags="03101000",
        terms=terms_of_lower_saxony(2016, 2021, 2026),
    ),
    Body(city=City.STUTTGART, name="Landeshauptstadt Stuttgart", short_name="Stuttgart", ags="08111000"),
)
"""Of Stuttgart's terms no source is known here."""
