"""Merging the services' documents."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_gateway.domain.openapi import DocumentsClash, DocumentUnreadable, merge, operations

HEAD = {"info": {"title": "Sachstand", "version": "1"}, "servers": [{"url": "https://stadt.example"}]}
THING = {"type": "object", "properties": {"name": {"type": "string"}}}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def operation(name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {"operationId": name, "responses": {"200": {"description": "ok", "content": content}}, **more}


def document(paths: dict[str, Any], schemas: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {}, "paths": paths, "components": {"schemas": schemas or {}}, **more}


def service(name: str, schemas: dict[str, Any], root: str = "Thing") -> dict[str, Any]:
    return document({f"/v1/{name}": {"get": operation(f"list_{name}", ref(root), tags=[name])}}, schemas)


def schema_of(merged: dict[str, Any], path: str) -> str:
    content = merged["paths"][path]["get"]["responses"]["200"]["content"]
    return str(content["application/json"]["schema"]["$ref"]).rpartition("/")[2]


def test_a_part_that_services_define_alike_is_merged_under_its_own_name():
    merged = merge(
        {"projects": service("projects", {"Thing": THING}), "dms": service("rollouts", {"Thing": THING})},
        HEAD,
    )

    assert list(merged["components"]["schemas"]) == ["Thing"]
    assert merged["servers"] == [{"url": "https://stadt.example"}]


def test_a_part_that_services_define_differently_is_named_after_each_of_them():
    other = {"type": "object", "properties": {"title": {"type": "string"}}}

    merged = merge(
        {
            "projects": service("projects", {"Thing": THING}),
            "dms-tracker": service("rollouts", {"Thing": other}),
        },
        HEAD,
    )

    assert merged["components"]["schemas"] == {"DmsTrackerThing": other, "ProjectsThing": THING}
    assert schema_of(merged, "/v1/projects") == "ProjectsThing"
    assert schema_of(merged, "/v1/rollouts") == "DmsTrackerThing"


def test_parts_that_only_look_alike_are_told_apart_by_what_they_refer_to():
    page = {"type": "array", "items": ref("Thing")}

    merged = merge(
        {
            "a": service("as", {"Page": page, "Thing": THING}, root="Page"),
            "b": service("bs", {"Page": page, "Thing": {"type": "string"}}, root="Page"),
        },
        HEAD,
    )

    assert sorted(merged["components"]["schemas"]) == ["APage", "AThing", "BPage", "BThing"]
    assert merged["components"]["schemas"]["APage"]["items"] == ref("AThing")


def test_operational_paths_and_the_services_own_changes_are_not_merged():
    paths = {
        p: {"get": operation(p, {})} for p in ("/livez", "/metrics", "/v1/changes", "/v1/search", "/v1/units")
    }
    paths["/v1/hidden"] = {"get": operation("hidden", {}, **{"x-internal": True})}

    merged = merge(
        {"governance": document(paths), "gateway": document({"/v1/search": {"get": operation("find", {})}})},
        HEAD,
    )

    assert {path: item["x-service"] for path, item in merged["paths"].items()} == {
        "/v1/search": "gateway",
        "/v1/units": "governance",
    }


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (document({"/v1/x": {"get": operation("a", {})}}), document({"/v1/x": {"post": operation("b", {})}})),
        (document({"/v1/x": {"get": operation("a", {})}}), document({"/v1/y": {"get": operation("a", {})}})),
        (
            document(
                {"/v1/x": {"get": operation("a", {}, tags=["t"])}}, tags=[{"name": "t", "description": "one"}]
            ),
            document({}, tags=[{"name": "t", "description": "other"}]),
        ),
        (
            document({}, **{"x-problems": {"gate_open": {"status": 409, "title": "Closed."}}}),
            document({}, **{"x-problems": {"gate_open": {"status": 422, "title": "Closed."}}}),
        ),
        (
            {**document({}), "components": {"securitySchemes": {"oidc": {"type": "http"}}}},
            {**document({}), "components": {"securitySchemes": {"oidc": {"type": "apiKey"}}}},
        ),
    ],
    ids=["path", "operation id", "tag", "problem code", "security scheme"],
)
def test_what_clashes_is_refused(left: dict[str, Any], right: dict[str, Any]):
    with pytest.raises(DocumentsClash):
        merge({"left": left, "right": right}, HEAD)


def test_a_new_name_that_is_already_taken_is_refused():
    with pytest.raises(DocumentsClash):
        merge(
            {"a": service("as", {"Thing": THING, "BThing": THING}), "b": service("bs", {"Thing": {}})}, HEAD
        )


def test_a_document_of_another_version_is_refused():
    with pytest.raises(DocumentUnreadable):
        merge({"old": {"openapi": "3.0.3", "paths": {}}}, HEAD)


def test_a_component_that_only_an_unmerged_path_used_is_left_out():
    paths = {"/livez": {"get": operation("livez", ref("Thing"))}, "/v1/x": {"get": operation("x", {})}}

    assert "schemas" not in merge({"a": document(paths, {"Thing": THING})}, HEAD)["components"]


names = st.sampled_from(["Thing", "Page", "Link", "Source"])
schemas = st.one_of(
    st.sampled_from([{"type": "string"}, {"type": "integer"}]),
    st.builds(lambda name: {"type": "array", "items": ref(name)}, names),
    st.builds(lambda name: {"anyOf": [ref(name), {"type": "null"}]}, names),
)
components = st.fixed_dictionaries(dict.fromkeys(("Thing", "Page", "Link", "Source"), schemas))


@st.composite
def some_services(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from("abcd"), min_size=1, unique=True))
    return {name: service(f"{name}s", draw(components), root=draw(names)) for name in chosen}


def resolved(document: dict[str, Any], schema: Any, depth: int = 6) -> Any:
    """Write out what a schema means, as deep as we look."""
    if isinstance(schema, dict) and "$ref" in schema:
        if depth == 0:
            return "…"
        return resolved(
            document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], depth - 1
        )
    if isinstance(schema, dict):
        return {key: resolved(document, value, depth) for key, value in schema.items()}
    return [resolved(document, value, depth) for value in schema] if isinstance(schema, list) else schema


@given(documents=some_services(), seed=st.integers())
def test_the_order_of_the_services_changes_nothing(documents: dict[str, Any], seed: int):
    shuffled = list(documents.items())
    random.Random(seed).shuffle(shuffled)

    assert repr(merge(dict(shuffled), HEAD)) == repr(merge(documents, HEAD))


@given(documents=some_services())
def test_no_clients_types_change_by_merging(documents: dict[str, Any]):
    merged = merge(documents, HEAD)

    for document_ in documents.values():
        for path, method, one in operations(document_["paths"]):
            there = merged["paths"][path][method]
            assert resolved(merged, there) == resolved(document_, one)


@given(documents=some_services())
def test_merging_leaves_what_it_was_given_as_it_was(documents: dict[str, Any]):
    before = repr(documents)

    merge(documents, HEAD)

    assert repr(documents) == before
