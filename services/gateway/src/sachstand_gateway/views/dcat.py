"""The open data as a catalog of DCAT-AP.de, in JSON-LD."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.open_data import Dataset, Distribution

Json = dict[str, Any]
MEDIA_TYPE = "application/ld+json"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
TITLES = {
    "agendas": "Tagesordnungen",
    "answer-rules": "Antwortfristen",
    "budgets": "Haushaltsmittel der Maßnahmen",
    "candidates": "Anmeldungen zur Tagesordnung",
    "commitments": "Zusagen",
    "consultations": "Beratungsfolgen",
    "contracts": "Verträge",
    "criteria-sets": "Kriteriensätze der Projektauswahl",
    "decisions": "Beschlüsse der Gremien",
    "enquiries": "Anfragen",
    "evaluations": "Evaluation der Strategie",
    "fields-of-action": "Handlungsfelder",
    "files": "Dateien der Drucksachen",
    "funding-applications": "Förderanträge",
    "funding-programmes": "Förderprogramme",
    "gates": "Zustimmungsvorbehalte",
    "goals": "Strategische Ziele",
    "kpis": "Kennzahlen der Projekte",
    "mandates": "Mandate und Mitgliedschaften",
    "meetings": "Sitzungen",
    "minutes": "Niederschriften",
    "oparl": "Ratsinformationen nach OParl 1.1",
    "organizations": "Gremien und Fraktionen",
    "papers": "Drucksachen",
    "prerequisites": "Voraussetzungen der elektronischen Akte",
    "profiles": "Steckbriefe der Projekte",
    "programmes": "Programme der elektronischen Akte",
    "projects": "Projekte",
    "resolutions": "Beschlüsse über Vorlagen",
    "rollouts": "Einführung der elektronischen Akte",
    "rule-profiles": "Verfahrensregeln der Gremien",
    "stock-tracks": "Digitalisierung der Bestandsakten",
    "strategies": "Strategien",
    "targets": "Ziele der elektronischen Akte",
    "tasks": "Aufträge",
    "units": "Organisationseinheiten",
    "votes": "Abstimmungen",
}
"""German titles: the document speaks English."""
_LIST = (
    "alle öffentlichen Einträge, wie sie heute gelten; mit dem Parameter asOf, wie sie an einem Tag galten."
)
_OPARL = "Gremien, Sitzungen, Drucksachen und ihre Dateien als verknüpfte Objekte; hier beginnt ein Client."


@dataclass(frozen=True)
class Catalog:
    """What is said of the whole: where it is, who publishes it, and what only the publisher can know."""

    base: str
    publisher: str
    license: str | None = None
    contributor: str | None = None

    @property
    def id(self) -> str:
        """The IRI of the catalog."""
        return f"{self.base}/v1/catalog"


def catalog(about: Catalog, datasets: Sequence[Dataset]) -> Json:
    """The catalog; licence and id of the data provider stand in it only where the publisher told them."""
    return {
        "@context": CONTEXT,
        "@id": about.id,
        "@type": "dcat:Catalog",
        "dct:title": _text("Offene Daten des Sachstands"),
        "dct:description": _text(
            "Strategie, Projekte, Gremien, Ratsdokumente und elektronische Akte, soweit sie öffentlich sind."
        ),
        "dct:publisher": {**_publisher(about), "@type": "foaf:Agent", "foaf:name": about.publisher},
        "dct:language": _eu("language/DEU"),
        "dcat:themeTaxonomy": _eu("data-theme"),
        "foaf:homepage": _iri(f"{about.base}/"),
        **_license(about),
        "dcat:dataset": [_dataset(about, one) for one in datasets],
    }


def _dataset(about: Catalog, dataset: Dataset) -> Json:
    id, known = f"{about.id}#{dataset.name}", TITLES.get(dataset.name)
    shown = known or dataset.name
    title = _text(shown, "de" if known else "en")
    german = f"{shown}: {_OPARL if dataset.conforms_to else _LIST}"
    found: Json = {
        "@id": id,
        "@type": "dcat:Dataset",
        "dct:identifier": id,
        "dct:title": title,
        "dct:description": [_text(german), _text(dataset.about, "en")],
        "dct:publisher": _publisher(about),
        "dct:language": _eu("language/DEU"),
        "dct:accessRights": _eu("access-right/PUBLIC"),
        "dcat:theme": _eu("data-theme/GOVE"),
        "dcat:keyword": title,
        "dcat:landingPage": _iri(f"{about.base}/docs"),
    }
    if dataset.conforms_to:
        found["dct:conformsTo"] = _iri(dataset.conforms_to)
    if about.contributor:
        found["dcatde:contributorID"] = _iri(about.contributor)
    return found | {
        "dcat:distribution": [_distribution(about, id, shown, one) for one in dataset.distributions]
    }


def _distribution(about: Catalog, dataset: str, title: str, distribution: Distribution) -> Json:
    url = _iri(about.base + distribution.target)
    return {
        "@id": f"{dataset}-{distribution.file_type.lower()}",
        "@type": "dcat:Distribution",
        "dct:title": _text(f"{title} ({distribution.file_type})"),
        "dcat:accessURL": url,
        "dct:format": _eu(f"file-type/{distribution.file_type}"),
        "dcat:mediaType": _iri(f"{_IANA}/{distribution.media_type}"),
        **_license(about),
    }


def _publisher(about: Catalog) -> Json:
    return _iri(f"{about.id}#publisher")


def _license(about: Catalog) -> Json:
    return {"dct:license": _iri(about.license)} if about.license else {}


def _iri(iri: str) -> Json:
    return {"@id": iri}


def _eu(term: str) -> Json:
    return _iri(f"{_EU}/{term}")


def _text(text: str, language: str = "de") -> Json:
    return {"@language": language, "@value": text}
