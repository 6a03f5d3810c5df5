"""The documents a developer reads: each operation explains itself, with examples, in the same shapes."""

import re
from collections import Counter

import pytest

from sachstand_common.http.document import operations
from sachstand_common.oparl.schema import schemas
from sachstand_gateway.app import own_document
from sachstand_gateway.domain.openapi import merge
from sachstand_gateway.usecases.table import head

from ..conftest import APPS

DOCUMENTS = {name: create_app().openapi() for name, create_app in APPS.items()}
DOCUMENTS["gateway"] = own_document()
ALL = [
    pytest.param(DOCUMENTS[name], path, method, operation, id=f"{name} {method} {path}")
    for name in DOCUMENTS
    for path, method, operation in operations(DOCUMENTS[name])
]
SERVICES = [one for one in ALL if not one.id.startswith("gateway ")]
OPARL = [one for one in SERVICES if "/oparl/" in one.id]
NATIVE = [one for one in SERVICES if one not in OPARL]
"""Below /oparl only the standard of OParl holds: its own errors, lists and parameters."""
SCHEMAS = schemas()
OWN_PAGING = ("/v1/changes", "/v1/search", "/transitions")
"""Lists that are no pages of resources: a feed, hits by rank, and what is computed when asked."""


def referred(document, schema):
    return document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def bodies(document, operation):
    """What can be sent: the schema of each alternative with its examples."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        for schema in content["schema"].get("oneOf", [content["schema"]]):
            found = referred(document, schema)
            yield found, found.get("examples") or [content.get("example")]


def parameters(operation, place):
    return {p["name"]: p for p in operation.get("parameters", ()) if p["in"] == place}


@pytest.mark.parametrize(("document", "path", "method", "operation"), ALL)
def test_an_operation_says_what_it_does(document, path, method, operation):
    generated = operation["operationId"].split(f"_{path.strip('/').split('/')[0]}_")[0]

    assert operation["summary"] != generated.replace("_", " ").title()
    assert re.fullmatch(r"[A-Z][^.]{3,60}", operation["summary"])
    assert operation["description"].strip()
    assert operation["tags"]


@pytest.mark.parametrize(("document", "path", "method", "operation"), ALL)
def test_a_body_has_examples_of_its_shape(document, path, method, operation):
    for schema, examples in bodies(document, operation):
        for example in examples:
            assert example, schema.get("title")
            assert set(schema.get("required", ())) <= example.keys()
            assert example.keys() <= schema["properties"].keys()


@pytest.mark.parametrize(("document", "path", "method", "operation"), NATIVE)
def test_what_goes_wrong_is_a_problem_document(document, path, method, operation):
    failures = {status: r for status, r in operation["responses"].items() if status[0] in "45"}

    assert failures or path in ("/livez", "/readyz", "/metrics")
    for status, response in failures.items():
        if status != "503":
            assert list(response["content"]) == ["application/problem+json"], status


@pytest.mark.parametrize(("document", "path", "method", "operation"), OPARL)
def test_what_oparl_answers_has_the_schema_that_is_published_for_it(document, path, method, operation):
    for status, response in operation["responses"].items():
        for media_type, content in response.get("content", {}).items():
            if media_type == "application/json":
                name = content["schema"]["$ref"].removeprefix("/oparl/schema/").removesuffix(".json")
                assert name in SCHEMAS, status
                assert (name == "Error") is (status[0] in "45"), status
    failures = {status: r for status, r in operation["responses"].items() if status[0] in "45"}
    assert {"400", "404"} <= failures.keys()
    assert all(list(response["content"]) == ["application/json"] for response in failures.values())


@pytest.mark.parametrize(("document", "path", "method", "operation"), SERVICES)
def test_a_query_parameter_says_what_it_takes(document, path, method, operation):
    for name, parameter in parameters(operation, "query").items():
        assert parameter.get("description"), name
        for choice in parameter["schema"].get("anyOf", [parameter["schema"]]):
            for value in referred(document, choice).get("enum", ()):
                assert str(value) in parameter["description"], name


@pytest.mark.parametrize(("document", "path", "method", "operation"), NATIVE)
def test_lists_come_in_one_envelope_and_are_asked_for_in_one_way(document, path, method, operation):
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    properties = referred(document, content.get("schema", {})).get("properties", {})
    if method != "get" or properties.get("data", {}).get("type") != "array":
        return

    assert properties.keys() - {"facets"} == {"data", "pagination", "links"}
    if not path.endswith(OWN_PAGING):
        assert {"limit", "cursor", "count", "asOf", "knownAt"} <= parameters(operation, "query").keys()


@pytest.mark.parametrize(("document", "path", "method", "operation"), SERVICES)
def test_a_step_is_taken_and_listed_in_one_shape(document, path, method, operation):
    if not path.endswith("/transitions"):
        return
    if method == "post":
        for schema, _ in bodies(document, operation):
            assert {"to", "effective", "reason"} <= schema["properties"].keys()
        return
    page = referred(document, operation["responses"]["200"]["content"]["application/json"]["schema"])
    step = referred(document, page["properties"]["data"]["items"])

    assert step["properties"].keys() - {"track"} == {"to", "reserved", "lacks", "needs"}
    assert set(step["required"]) == step["properties"].keys()


def test_every_transition_can_be_listed_and_taken():
    for document in DOCUMENTS.values():
        for path, item in document["paths"].items():
            if path.endswith("/transitions"):
                assert {"get", "post"} <= item.keys(), path


def test_the_documents_make_one_without_a_clash_of_names():
    merged = merge(DOCUMENTS, head("https://sachstand.example"))

    names = Counter(operation["operationId"] for _, _, operation in operations(merged))
    assert [name for name, count in names.items() if count > 1] == []
    assert "TransitionView" in merged["components"]["schemas"]
