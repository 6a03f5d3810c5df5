"""The routing table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_gateway.domain.openapi import DocumentsClash
from sachstand_gateway.domain.routes import Route, Routes


def route(template: str, service: str = "projects", methods: str = "GET") -> Route:
    return Route(template, service, frozenset(methods.split()))


def test_a_path_finds_its_service():
    routes = Routes(
        [route("/v1/projects"), route("/v1/projects/{id}"), route("/v1/units/{id}", "governance")]
    )

    assert routes.find("/v1/projects").template == "/v1/projects"
    assert routes.find("/v1/projects/4%2F5").template == "/v1/projects/{id}"
    assert routes.find("/v1/units/x").service == "governance"


def test_a_literal_segment_wins_over_a_template():
    routes = Routes(
        [
            route("/v1/projects/{id}"),
            route("/v1/projects/report", "gateway"),
            route("/v1/projects/{id}/gates"),
        ]
    )

    assert routes.find("/v1/projects/report").service == "gateway"
    assert routes.find("/v1/projects/report/gates").template == "/v1/projects/{id}/gates"


@pytest.mark.parametrize(
    "path", ["/v1", "/v1/projects/", "/v1/projects//gates", "/v1/nothing", "", "/v1/projects/1/2/3"]
)
def test_an_unknown_path_finds_nothing(path: str):
    assert Routes([route("/v1/projects"), route("/v1/projects/{id}/gates")]).find(path) is None


def test_the_table_names_the_allowed_methods_and_head_wherever_get():
    document = {"paths": {"/v1/projects": {"get": {}, "post": {}, "x-service": "projects"}}}

    assert Routes.of(document).find("/v1/projects").allow == "GET, HEAD, OPTIONS, POST"


def test_what_is_open_ended_takes_all_that_follows_and_nothing_that_has_a_way_of_its_own():
    parameter = {"name": "reference", "in": "path", "schema": {"x-open-ended": True}}
    paths = {
        "/v1/papers/by-reference/{reference}": {"get": {"parameters": [parameter]}},
        "/v1/papers/{id}/steps": {"get": {}},
    }
    routes = Routes.of({"paths": {path: {**item, "x-service": "ratsinfo"} for path, item in paths.items()}})

    for path in ("GRDRs%20901/2022", "1/2/3", "steps", "21%2F1"):
        assert routes.find(f"/v1/papers/by-reference/{path}").template.endswith("{reference}")
    assert routes.find("/v1/papers/1/steps").template == "/v1/papers/{id}/steps"
    assert routes.find("/v1/papers/by-reference/") is None
    assert routes.find("/v1/papers/1/other/2") is None


@pytest.mark.parametrize("other", ["/v1/{noun}/report", "/v1/projects/{key}"])
def test_templates_of_two_services_that_fit_one_path_equally_well_are_refused(other: str):
    with pytest.raises(DocumentsClash):
        Routes([route("/v1/projects/{id}"), route(other, "governance")])


segment = st.sampled_from(["a", "b", "{x}"])
template = st.lists(segment, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))


@given(
    templates=st.sets(template, max_size=12), path=st.lists(st.sampled_from("abc"), min_size=1, max_size=4)
)
def test_the_table_finds_a_path_exactly_when_a_template_fits(templates: set[str], path: list[str]):
    found = Routes([route(one) for one in templates]).find("/" + "/".join(path))

    def fits(one: str) -> bool:
        parts = one.split("/")[1:]
        return len(parts) == len(path) and all(p in ("{x}", q) for p, q in zip(parts, path, strict=True))

    assert (found is not None) == any(fits(one) for one in templates)
    assert found is None or fits(found.template)
