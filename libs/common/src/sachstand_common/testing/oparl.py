"""What a correct OParl 1.1 object looks like: its attributes, and how values are printed."""

import re
from typing import Any

from ..oparl.forms import BACK, PREFIX, VERSION, Kind

_ALL = "id type created modified deleted license keyword web sachstand:api"
_MANDATORY = frozenset({"id", "type", "created", "modified"})
ATTRIBUTES: dict[str, frozenset[str]] = {
    kind: frozenset(f"{_ALL} {names}".split())
    for kind, names in {
        "Organization": "body name shortName membership meeting consultation post subOrganizationOf"
        " organizationType classification startDate endDate",
        "Person": "body name familyName givenName formOfAddress affix title gender status membership",
        "Membership": "person organization role votingRight startDate endDate onBehalfOf",
        "Meeting": "name meetingState cancelled start end location organization participant invitation"
        " resultsProtocol verbatimProtocol auxiliaryFile agendaItem",
        "AgendaItem": "order meeting number name public consultation result resolutionText resolutionFile"
        " auxiliaryFile start end",
        "File": "accessUrl downloadUrl name fileName mimeType date size sha512Checksum text masterFile"
        " derivativeFile fileLicense meeting agendaItem paper",
        "Location": "description geojson streetAddress room postalCode locality bodies organizations meetings"
        " papers",
    }.items()
}
_MORE_MANDATORY = {"AgendaItem": {"order"}, "File": {"accessUrl"}}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_FORMATS = {
    **dict.fromkeys(("created", "modified", "start", "end"), _INSTANT),
    **dict.fromkeys(("date", "startDate", "endDate"), _DAY),
}
_TYPES = frozenset(
    {"Gremium", "Partei", "Fraktion", "Verwaltungsbereich", "externes Gremium", "Institution", "Sonstiges"}
)


def faults(shown: dict[str, Any], base: str, parent: str | None = None) -> list[str]:
    """Everything that is wrong with an object, and with what is embedded in it."""
    kind = str(shown.get("type")).removeprefix(VERSION)
    if kind not in ATTRIBUTES:
        return [f"type {kind!r}"]
    needed = _MANDATORY if shown.get("deleted") else _MANDATORY | _MORE_MANDATORY.get(kind, set())
    found = [f"{kind}.{name} is not in the standard" for name in shown.keys() - ATTRIBUTES[kind]]
    found += [f"{kind}.{name} is missing" for name in needed - shown.keys()]
    if not str(shown.get("id")).startswith(f"{base}{PREFIX}/{Kind(kind).segment}/"):
        found.append(f"{kind}.id {shown.get('id')}")
    if parent is not None and BACK[Kind(kind), Kind(parent)][0] in shown:
        found.append(f"{kind} leads back to the {parent} it stands in")
    for name, value in shown.items():
        found += [f"{kind}.{name}: {fault}" for fault in _faults_of_value(name, value)]
        inner = value if isinstance(value, list) else [value]
        found += [fault for one in inner if isinstance(one, dict) for fault in faults(one, base, kind)]
    return found


def _faults_of_value(name: str, value: Any) -> list[str]:
    if value in (None, "", [], {}):
        return ["nothing is printed"]
    if name == "organizationType" and value not in _TYPES:
        return [f"{value} is not in the closed list"]
    if name in _FORMATS and not _FORMATS[name].fullmatch(value):
        return [f"{value} has the wrong form"]
    if name == "agendaItem" and isinstance(value, list) and isinstance(value[0], dict):
        orders = [one.get("order") for one in value]
        return [f"orders {orders}"] if orders != list(range(len(value))) else []
    return []
