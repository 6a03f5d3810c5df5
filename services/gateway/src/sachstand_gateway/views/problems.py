"""What problem codes mean: in the services' own words, and in German what to do."""

from dataclasses import dataclass
from typing import Any

ADVICE = {
    400: "Die Anfrage ist so nicht lesbar. Bitte Schreibweise, Parameter und Daten prüfen.",
    401: "Dafür wird ein gültiges Zugangstoken gebraucht.",
    403: "Diese Rolle oder Einheit darf das nicht.",
    404: "Dort ist nichts, was öffentlich (oder mit diesem Zugang) zu sehen wäre.",
    405: "Diese Adresse kennt die Methode nicht; der Kopf „Allow“ nennt die möglichen.",
    409: "Der gegenwärtige Stand lässt das nicht zu.",
    410: "Das gab es, es wurde entfernt; der Grund steht dabei.",
    412: "Inzwischen hat sich etwas geändert: neu lesen und neu entscheiden.",
    413: "Das ist mehr, als angenommen wird.",
    415: "Dieses Format wird nicht gelesen.",
    422: "Lesbar, aber eine fachliche Regel spricht dagegen.",
    428: "Bitte mit „If-Match“ sagen, auf welchem Stand die Entscheidung beruht.",
    429: "Zu viele Anfragen in kurzer Zeit; „Retry-After“ sagt, wie lange zu warten ist.",
    500: "Ein Fehler auf unserer Seite; die „traceId“ hilft, ihn zu finden.",
    503: "Etwas Nötiges fehlt im Augenblick; „Retry-After“ sagt, wann es sich wieder lohnt.",
}


@dataclass(frozen=True)
class Explained:
    """One problem code."""

    code: str
    status: int
    meanings: dict[str, list[str]]

    @property
    def advice(self) -> str:
        """What it means in general, in German."""
        return ADVICE.get(self.status, "Die Anfrage konnte nicht erfüllt werden.")


def explained(document: dict[str, Any]) -> dict[str, Explained]:
    """Read the problem codes of the one document."""
    found = document.get("x-problems", {})
    return {code: Explained(code, one["status"], one["meanings"]) for code, one in found.items()}
