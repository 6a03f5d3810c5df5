"""No public view, present or past, has a field that is internal: for every row of every service."""

import json
import pkgutil
from importlib import import_module

from sachstand_common.db.connections import connect
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.views import internal_fields

PACKAGES = {
    "projects": "sachstand_projects",
    "governance": "sachstand_governance",
    "ratsinfo": "sachstand_ratsinfo",
    "dms-tracker": "sachstand_dms_tracker",
}


def resources(package):
    storage = import_module(f"{package}.storage")
    modules = [import_module(m.name) for m in pkgutil.iter_modules(storage.__path__, f"{storage.__name__}.")]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Resource)]
    return {resource.noun: resource for resource in found}


def aliased(model, left_out):
    """The fields that are left out, as they are called in JSON."""
    names = {name: field.alias or name for name, field in model.model_fields.items()}
    return {names.get(name, name): inner for name, inner in left_out.items()}


def present(values, left_out):
    """The internal names that a view has all the same."""
    if isinstance(values, list):
        return {name for value in values for name in present(value, left_out.get("__all__", left_out))}
    if not isinstance(values, dict):
        return set()
    found = {name for name, inner in left_out.items() if inner is True and name in values}
    for name, inner in left_out.items():
        if inner is not True and name in values:
            found |= present(values[name], {k if k == "__all__" else camel(k): v for k, v in inner.items()})
    return found


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


VIEWS = "select public_view as view from {table} where public_view is not null"


async def public_views(connection, resource):
    """Every view the public can see or could have seen."""
    now = VIEWS.format(table=f'"{resource.table.name}"')
    past = VIEWS.format(table="journal_view") + " and noun = $1"
    rows = await connection.fetch(now) + await connection.fetch(past, resource.noun)
    return [json.loads(row["view"]) for row in rows]


async def public_events(connection):
    """Every public event, as type and data."""
    rows = await connection.fetch("select type, public_data from journal where public_data is not null")
    return [(row["type"], json.loads(row["public_data"])) for row in rows]


async def checked(service, connection):
    """How many views and events of a service were looked at."""
    seen, known = 0, resources(PACKAGES[service])
    for noun, resource in known.items():
        left_out = aliased(resource.view, internal_fields(resource.view))
        views = await public_views(connection, resource)
        assert not {name for view in views for name in present(view, left_out)}, noun
        seen += len(views)
    for kind, data in await public_events(connection):
        if resource := known.get(kind.split(".")[0]):
            left_out = aliased(resource.view, internal_fields(resource.view))
            assert not present(data["resource"], left_out), kind
            assert not {name for name, inner in left_out.items() if inner is True} & set(data["changed"])
            seen += 1
    return seen


async def test_no_public_view_and_no_public_event_has_an_internal_field(city):
    seen = 0
    for service in PACKAGES:
        connection = await connect(city.settings[service].database_url)
        try:
            seen += await checked(service, connection)
        finally:
            await connection.close()
    assert seen > 300


def test_an_internal_field_would_be_noticed():
    assert present({"a": 1, "b": [{"c": 2}]}, {"b": {"__all__": {"c": True}}}) == {"c"}
    assert present({"a": 1}, {"a": True, "b": True}) == {"a"}
