"""Ids of our own, and the normal forms in which printed references and unit codes are compared."""

import re
from uuid import UUID, uuid5

import uuid_utils.compat

_NAMESPACE = UUID("6f1d2f3e-6c1b-5f43-9d0e-4b8f5d1c7a90")
_UNIT_WORDS = {
    "abt": "Abt",
    "abteilung": "Abt",
    "ref": "Ref",
    "referat": "Ref",
    "fb": "FB",
    "fachbereich": "FB",
    "dez": "Dez",
    "dezernat": "Dez",
    "stabsstelle": "Stabsstelle",
}


def new_id() -> UUID:
    """A fresh, time-ordered id (UUIDv7, RFC 9562)."""
    return uuid_utils.compat.uuid7()


def stable_id(*parts: str) -> UUID:
    """The same id for the same parts, on every machine (UUIDv5)."""
    return uuid5(_NAMESPACE, "\x1f".join(parts))


def normalise_reference(label: str) -> str:
    """A printed reference in the form in which two are compared: "GRDRs  234/2021" → "grdrs 234/2021"."""
    text = re.sub(r"\s*/\s*", "/", label.strip().casefold())
    return re.sub(r"(?<=[a-zäöüß])\s*(?=\d)", " ", re.sub(r"\s+", " ", text))


def same_reference(left: str, right: str) -> bool:
    """Whether two printed references name one paper; a bare number matches one with a prefix."""
    a, b = normalise_reference(left), normalise_reference(right)
    return a == b or (bare_reference(a) == bare_reference(b) and (a[0].isdigit() or b[0].isdigit()))


def bare_reference(label: str) -> str:
    """The number alone: "GRDRs 234/2021" → "234/2021"."""
    normal = normalise_reference(label)
    return re.sub(r"^[^\d]*(?=\d)", "", normal) or normal


def normalise_unit_code(code: str) -> str:
    """A unit's code as tokens and data carry it: "Abt. 10.1" → "Abt 10.1", "Fachbereich 65" → "FB 65"."""
    words = re.sub(r"\s+", " ", code.strip()).split(" ")
    glued = re.fullmatch(r"([A-Za-z]+)\.?(\d[\w.]*)", words[0])
    if glued:
        words[:1] = [glued[1], glued[2]]
    first = words[0].rstrip(".")
    return " ".join([_UNIT_WORDS.get(first.casefold(), first), *words[1:]])
