"""What bodies, units, mandates and meetings have in common in OParl."""

from typing import Any
from uuid import UUID

from sachstand_common.oparl.forms import Kind, Reference, body_id, reference

Json = dict[str, Any]


def body_of(view: Json) -> UUID:
    """The Body (Körperschaft) of the city that a view names."""
    return body_id(view["city"])


def body_reference(view: Json) -> Reference:
    """Its URL; ratsinfo serves it."""
    return reference(Kind.BODY, body_of(view))
