"""What is open data, and the catalog of it (DCAT-AP.de)."""

import json
from pathlib import Path

from sachstand_gateway.domain.open_data import FILE_TYPES, OPARL, Dataset, Distribution, datasets
from sachstand_gateway.views.dcat import CONTEXT, TITLES, Catalog, catalog

DOCUMENT = json.loads((Path(__file__).parents[4] / "docs" / "openapi.json").read_text("utf-8"))
FORMAT = {"name": "format", "in": "query"}
BASE, LICENSE = "https://daten.example", "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
CONTRIBUTOR = "http://dcat-ap.de/def/contributors/example"


def read(*media_types, **more):
    return {"get": {"responses": {"200": {"content": {one: {} for one in media_types}}}, **more}}


def nodes(value):
    """Every object in a JSON-LD document."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from nodes(child)
    for child in value if isinstance(value, list) else ():
        yield from nodes(child)


def test_a_list_with_formats_is_a_dataset_with_its_feed():
    lists = read("application/json", "text/csv", parameters=[FORMAT], description="Papers.\n\nMore.")
    paths = {
        "/v1/papers": lists,
        "/feeds/papers.atom": read("application/atom+xml"),
        "/feeds/others.ics": read("text/calendar"),
    }

    assert datasets({"paths": paths}) == [
        Dataset(
            "papers",
            "Papers.",
            (
                Distribution("/v1/papers", "application/json"),
                Distribution("/v1/papers?format=csv", "text/csv"),
                Distribution("/feeds/papers.atom", "application/atom+xml"),
            ),
        )
    ]


def test_what_has_no_address_no_file_or_no_reader_is_no_dataset():
    listed = read("application/json", "text/csv", parameters=[FORMAT])
    paths = {
        "/v1/rollouts/{rollout_id}/recordings": listed,
        "/v1/imports": listed,
        "/v1/status": read("application/json"),
        "/v1/papers": {"post": {"parameters": [FORMAT]}},
    }

    assert datasets({"paths": paths}) == []


def test_oparl_is_a_dataset_where_it_is_served():
    (found,) = datasets({"paths": {OPARL: read("application/json", summary="The system")}})

    assert (found.about, found.conforms_to) == ("The system", "https://schema.oparl.org/1.1/")
    assert [one.target for one in found.distributions] == [OPARL]


def test_every_list_of_the_product_is_there_in_all_its_forms_with_a_german_title():
    found = {one.name: one for one in datasets(DOCUMENT)}

    lists = {
        path.removeprefix("/v1/")
        for path, item in DOCUMENT["paths"].items()
        if "text/csv" in item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        and "." not in path
        and "{" not in path
    }
    assert found.keys() == lists - {"imports"} | {"oparl"} == TITLES.keys()
    assert [one.file_type for one in found["papers"].distributions] == ["JSON", "CSV", "XLSX", "ATOM"]
    assert [one.file_type for one in found["meetings"].distributions] == ["JSON", "CSV", "XLSX", "ICS"]
    assert {one.file_type for d in found.values() for one in d.distributions} == set(FILE_TYPES.values())


def test_the_catalog_has_what_is_mandatory():
    found = catalog(Catalog(BASE, "Stadt Beispiel", LICENSE, CONTRIBUTOR), datasets(DOCUMENT))

    assert found["dct:publisher"]["foaf:name"] == "Stadt Beispiel"
    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= found.keys()
    mandatory = {"dct:title", "dct:description", "dct:publisher", "dcatde:contributorID", "dcat:theme"}
    for dataset in found["dcat:dataset"]:
        assert mandatory <= dataset.keys()
        assert dataset["dct:publisher"] == {"@id": found["dct:publisher"]["@id"]}
        assert dataset["dct:description"][0]["@language"] == "de"
        for one in dataset["dcat:distribution"]:
            assert one["dcat:accessURL"]["@id"].startswith(f"{BASE}/")
            assert one["dct:license"] == {"@id": LICENSE}
            assert {"dct:title", "dct:format", "dcat:mediaType"} <= one.keys()


def test_every_name_has_its_prefix_in_the_context_and_every_thing_an_id_of_its_own():
    found = catalog(Catalog(BASE, "Stadt Beispiel", LICENSE, CONTRIBUTOR), datasets(DOCUMENT))
    inside = [node for name, value in found.items() if name != "@context" for node in nodes(value)]

    names = {name for node in [found, *inside] for name in node if not name.startswith("@")}
    assert {name.partition(":")[0] for name in names} == set(CONTEXT)
    described = [node["@id"] for node in [found, *inside] if "@type" in node]
    assert len(described) == len(set(described)) > 100


def test_what_only_the_publisher_knows_is_not_made_up():
    said = json.dumps(catalog(Catalog(BASE, "Sachstand"), datasets(DOCUMENT)))

    assert not any(name in said for name in ("dct:license", "contributorID", "contactPoint", "dct:issued"))


def test_a_list_without_a_german_title_is_named_as_it_is():
    one = Dataset("novelties", "What is new.", (Distribution("/v1/novelties", "application/json"),))

    (found,) = catalog(Catalog(BASE, "Sachstand"), [one])["dcat:dataset"]

    assert found["dct:title"] == {"@language": "en", "@value": "novelties"}
