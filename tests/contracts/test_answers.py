"""What the OpenAPI document shows as an answer is one, of the shape that it promises."""

import json

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from sachstand_common.oparl.schema import schemas
from sachstand_gateway.domain.openapi import json_answer

from ..conftest import ROOT

DOCUMENT = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
OPARL = schemas()
ANSWERS = {path: answer for path, item in DOCUMENT["paths"].items() if (answer := json_answer(item))}
UNSEEN = {
    "/oparl/schema/{name}",
    "/oparl/v1.1/legislative-term/{id}",
    "/oparl/v1.1/location/{id}",
    "/oparl/v1.1/membership/{id}",
    "/oparl/v1.1/person/{id}",
    "/v1/answer-rules/{rule_id}",
    "/v1/candidates/{candidate_id}",
    "/v1/contracts/{contract_id}",
    "/v1/enquiries/overview",
    "/v1/imports/{import_id}",
    "/v1/kpis/{indicator_id}",
    "/v1/minutes/{minutes_id}/seal",
    "/v1/mirrors/{mirror_id}",
    "/v1/openapi.json",
    "/v1/profiles/{profile_id}",
    "/v1/votes/{vote_id}",
}
"""Of these a system with the starter data and the samples has none, or it is the document itself."""


def validator(schema):
    ref = schema.get("$ref", "")
    if ref.startswith("/oparl/schema/"):
        return Draft202012Validator(OPARL[ref.removeprefix("/oparl/schema/").removesuffix(".json")])
    whole = Resource.from_contents(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": DOCUMENT["components"]}
    )
    registry = Registry().with_resource("urn:document", whole)
    rooted = json.loads(json.dumps(schema).replace('"#/', '"urn:document#/'))
    return Draft202012Validator(rooted, registry=registry)


def test_every_path_shows_an_answer():
    assert {path for path, answer in ANSWERS.items() if "example" not in answer} == UNSEEN


@pytest.mark.parametrize("path", sorted(ANSWERS.keys() - UNSEEN))
def test_an_answer_is_of_the_shape_that_is_promised(path):
    errors = validator(ANSWERS[path]["schema"]).iter_errors(ANSWERS[path]["example"])

    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []
