"""The catalog of open data, over HTTP."""

import pytest
from pydantic import ValidationError

from sachstand_gateway.settings import GatewaySettings

LICENSE = "http://dcat-ap.de/def/licenses/cc-zero"


async def test_the_catalog_names_every_list_that_a_service_offers_as_a_file(town, fake_service):
    projects = fake_service("projects", "/v1/projects", "/v1/other")
    content = {"application/json": {}, "text/csv": {}}
    projects.document["paths"]["/v1/projects"]["get"] |= {
        "parameters": [{"name": "format", "in": "query"}],
        "responses": {"200": {"description": "", "content": content}},
    }
    client = await town.open(
        projects, public_url="https://stadt.example/", open_data_publisher="Stadt", open_data_license=LICENSE
    )

    answer = await client.get("/v1/catalog")
    again = await client.get("/v1/catalog", headers={"If-None-Match": answer.headers["etag"]})

    assert answer.headers["content-type"] == "application/ld+json"
    assert (again.status_code, again.content) == (304, b"")
    found = answer.json()
    (dataset,) = found["dcat:dataset"]
    assert (found["@id"], found["dct:publisher"]["foaf:name"]) == (
        "https://stadt.example/v1/catalog",
        "Stadt",
    )
    assert dataset["dct:title"]["@value"] == "Projekte"
    urls = [one["dcat:accessURL"]["@id"] for one in dataset["dcat:distribution"]]
    assert urls == [f"https://stadt.example/v1/projects{query}" for query in ("", "?format=csv")]
    assert {one["dct:license"]["@id"] for one in dataset["dcat:distribution"]} == {LICENSE}


@pytest.mark.parametrize("name", ["open_data_license", "open_data_contributor"])
def test_a_licence_or_provider_that_is_none_of_dcat_ap_de_stops_the_start(name):
    with pytest.raises(ValidationError):
        GatewaySettings(**{name: "https://creativecommons.org/publicdomain/zero/1.0/"})
