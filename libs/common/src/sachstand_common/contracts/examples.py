"""One example per event: what the documents show and the golden samples keep."""

from typing import Any
from uuid import UUID

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from .base import Event, Revised

SUBJECT = UUID("0197a1f0-0000-7000-8000-000000000001")


def example_of(contract: type[Event]) -> dict[str, Any]:
    """The data of an event as it is on the wire, from `EXAMPLE` or the examples of the fields.

    Raises:
        pydantic.ValidationError: the contract gives no complete example.
    """
    if issubclass(contract, Revised):
        return {"id": str(SUBJECT), "changed": ["name"]}
    by_field = {
        field.alias or name: example
        for name, field in contract.model_fields.items()
        if (example := _of_field(field)) is not None
    }
    values = {**by_field, **getattr(contract, "EXAMPLE", {})}
    data: dict[str, Any] = contract.model_validate(values).model_dump(mode="json", by_alias=True)
    return data


def _of_field(field: FieldInfo) -> Any:
    if field.examples:
        return field.examples[0]
    return None if field.default is PydanticUndefined else field.default
