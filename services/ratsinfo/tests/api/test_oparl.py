"""OParl 1.1: what a client finds when it begins at the System and follows the URLs."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from sachstand_common.contracts.governance_meetings import OrganizationFounded
from sachstand_common.oparl.forms import body_id
from sachstand_ratsinfo.usecases.publish_bodies import publish_bodies

ANSWER, ANSWER_PDF, MINUTES = (
    "stellungnahme-braunschweig",
    "stellungnahme-braunschweig-pdf",
    "niederschrift-stuttgart",
)
BACK = {"consultation": "paper", "mainFile": "paper", "auxiliaryFile": "paper", "legislativeTerm": "body"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def last(url):
    return url.rsplit("/", 1)[1]


def assert_printed(value):
    """Nothing null or empty, and instants with their offset."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name in ("created", "modified"):
                assert INSTANT.fullmatch(one), (name, one)
            if name != "legislativeTerm":
                assert_printed(one)
    elif isinstance(value, list):
        assert value
        for one in value:
            assert_printed(one)
    else:
        assert value is not None
        assert value != ""


def embedded(parent):
    """What stands in an object, each with the name of the way back."""
    for name, back in BACK.items():
        inside = parent.get(name, [])
        for one in inside if isinstance(inside, list) else [inside]:
            yield one, back


async def test_the_system_leads_to_both_cities(ratsinfo, oparl, eventually):
    async def begun():
        return (await ratsinfo.get("/oparl/v1.1/system")).status_code == 200

    await eventually(begun)
    system = await oparl.get("system")
    bodies = {one["shortName"]: one for one in (await oparl.get(system["body"]))["data"]}

    assert system["id"] == "http://ratsinfo.test/oparl/v1.1/system"
    assert system["oparlVersion"] == "https://schema.oparl.org/1.1/"
    assert {name: one["ags"] for name, one in bodies.items()} == {
        "Braunschweig": "03101000",
        "Stuttgart": "08111000",
    }
    for one in bodies.values():
        assert one == await oparl.get(one["id"])
        base = one["id"]
        assert {
            name: one[name].removeprefix(base) for name in one if str(one[name]).startswith(f"{base}/")
        } == {
            "organization": "/organizations",
            "person": "/people",
            "meeting": "/meetings",
            "paper": "/papers",
            "agendaItem": "/agenda-items",
            "consultation": "/consultations",
            "file": "/files",
            "membership": "/memberships",
            "locationList": "/locations",
            "legislativeTermList": "/legislative-terms",
        }
        assert_printed(one)
    assert bodies["Stuttgart"]["legislativeTerm"] == []
    assert await oparl.all("legislative-terms", "stuttgart") == []
    terms = await oparl.all("legislative-terms")
    assert sorted((one["startDate"], one["endDate"]) for one in terms) == [
        ("2016-11-01", "2021-10-31"),
        ("2021-11-01", "2026-10-31"),
        ("2026-11-01", "2031-10-31"),
    ]
    assert [one["startDate"][:4] for one in bodies["Braunschweig"]["legislativeTerm"]] == [
        "2016",
        "2021",
        "2026",
    ]
    assert {one["body"] for one in terms} == {bodies["Braunschweig"]["id"]}


async def test_a_start_without_news_changes_nothing(ratsinfo, oparl, clock):
    works = ratsinfo.app.state.runtime.works
    async with works.open() as work:
        await publish_bodies(work)
    before = [await oparl.get("system"), await oparl.get("bodies"), await oparl.everything()]
    clock.advance(timedelta(days=1))

    async with works.open() as work:
        await publish_bodies(work)

    assert [await oparl.get("system"), await oparl.get("bodies"), await oparl.everything()] == before


@pytest.mark.parametrize("order", [("000", "001"), ("001", "000")])
async def test_the_answer_of_march_is_a_paper_with_its_files_and_its_way(
    ratsinfo, import_, seed, oparl, order
):
    for number in order:
        await import_((f"{number}.txt", seed(number)), public=True)

    paper = await oparl.one("papers")
    assert paper["type"] == "https://schema.oparl.org/1.1/Paper"
    assert paper["name"] == "Sachstand zur Umsetzung der Smart City Strategie"
    assert (paper["paperType"], paper["date"]) == ("Stellungnahme", "2021-03-24")
    assert {"reference", "originatorOrganization", "relatedPaper"} & set(paper) == set()
    assert paper["body"] == f"http://ratsinfo.test/oparl/v1.1/body/{body_id('braunschweig')}"
    assert paper["sachstand:api"] == f"http://ratsinfo.test/v1/papers/{last(paper['id'])}"
    main, (rendition, annex) = paper["mainFile"], paper["auxiliaryFile"]
    assert (main["mimeType"], main["date"]) == ("text/plain", "2021-03-24")
    assert rendition["masterFile"] == main["id"]
    assert annex["name"] == "Ratsmitteilung „Interne Digitalisierung - Scannen“"
    assert "Aktenbestand" in annex["text"]
    (step,) = paper["consultation"]
    assert step["role"] == "zur Kenntnis"
    assert step["authoritative"] is False
    for one in paper, main, rendition, annex, step:
        assert_printed(one)
    assert len(await oparl.all("files")) == 3
    assert await oparl.all("papers", "stuttgart") == []


async def test_the_stuttgart_paper_is_known_from_its_minutes(ratsinfo, import_, seed, oparl):
    await import_(("004.txt", seed("004")))

    paper, file = await oparl.one("papers", "stuttgart"), await oparl.one("files", "stuttgart")
    assert (paper["reference"], paper["paperType"]) == ("GRDRs 234/2021", "Beschlussvorlage")
    assert "mainFile" not in paper
    (step,) = paper["consultation"]
    assert (step["role"], step["authoritative"]) == ("Entscheidung", True)
    assert "paper" not in file
    assert (file["name"], file["fileName"]) == ("004.txt", "004.txt")
    assert "Verteiler nicht veröffentlicht" in file["text"]
    for spelling in ("GRDRs%20234%2F2021", "grdrs%20234/2021", "234/2021"):
        answer = await ratsinfo.get(f"/oparl/v1.1/by-reference/{spelling}")
        assert (answer.status_code, answer.headers["location"]) == (301, paper["id"])


async def test_everything_embedded_stands_at_its_own_address_with_the_way_back(import_, sample, oparl):
    for name in ANSWER, ANSWER_PDF:
        await import_((f"{name}.txt", sample(name)), public=True)

    paper = await oparl.one("papers")

    inside = list(embedded(paper))
    assert len(inside) == 4
    for one, back in inside:
        alone = await oparl.get(one["id"])
        parents = alone.pop(back)
        assert alone == one
        assert paper["id"] in parents
    assert paper == await oparl.get(paper["id"])
    files = {one["id"]: one for one in await oparl.all("files")}
    main = files[paper["mainFile"]["id"]]
    assert main["derivativeFile"] == [
        one["id"] for one in paper["auxiliaryFile"] if one["masterFile"] == main["id"]
    ]


async def test_the_same_bytes_again_change_not_one_modified(import_, sample, oparl, clock):
    documents = [(f"{name}.txt", sample(name)) for name in (ANSWER, ANSWER_PDF, MINUTES)]
    await import_(*documents, public=True)
    before = await oparl.everything()
    clock.advance(timedelta(days=1))

    await import_(*documents, public=True)

    assert await oparl.everything() == before
    assert len(before) > 8


async def test_a_reference_of_two_papers_names_both_and_leads_to_the_one_of_a_body(ratsinfo, clerk):
    ids = {}
    for city in ("braunschweig", "stuttgart"):
        body = {"city": city, "kind": "motion", "name": "Antrag", "reference": "A 7/2022", "public": True}
        ids[city] = (await ratsinfo.post("/v1/papers", json=body, headers=clerk)).json()["id"]
    hidden = {**body, "public": False, "name": "Geheim"}
    secret = (await ratsinfo.post("/v1/papers", json=hidden, headers=clerk)).json()["id"]
    url, body = "/oparl/v1.1/by-reference/A%207%2F2022", body_id("stuttgart")

    both = await ratsinfo.get(url)

    assert (both.status_code, both.json()["type"]) == (409, "https://schema.oparl.org/1.1/Error")
    for id in ids.values():
        assert f"http://ratsinfo.test/oparl/v1.1/paper/{id}" in both.json()["message"]
    assert secret not in both.text
    for named in (str(body), f"http://ratsinfo.test/oparl/v1.1/body/{body}"):
        answer = await ratsinfo.get(url, params={"body": named})
        assert answer.headers["location"].endswith(f"/paper/{ids['stuttgart']}")
    for unknown in (f"{url}?body={uuid4()}", f"{url}?body=x", "/oparl/v1.1/by-reference/B%201"):
        answer = await ratsinfo.get(unknown)
        assert (answer.status_code, answer.json()["type"]) == (404, "https://schema.oparl.org/1.1/Error")


async def test_originators_whose_organization_is_known_are_named_by_it(
    ratsinfo, oparl, clerk, tell, eventually
):
    faction = OrganizationFounded(
        city="braunschweig", organization_id=uuid4(), key="muster", name="Musterfraktion", kind="faction",
        state="active", aliases=("Musterfraktion",),
    )  # fmt: skip
    await tell(faction, faction.organization_id)
    pool = ratsinfo.app.state.runtime.pool
    await eventually(lambda: pool.fetchval("select count(*) from body_name"))
    body = {"city": "braunschweig", "kind": "motion", "name": "Antrag", "public": True, "date": "2022-05-02"}

    for originators in (["Musterfraktion", "Ratsfrau Beispiel"], ["Unbekannte Gruppe"]):
        answer = await ratsinfo.post("/v1/papers", json={**body, "originators": originators}, headers=clerk)
        assert answer.status_code == 201, answer.text

    found = [paper.get("originatorOrganization") for paper in await oparl.all("papers")]
    url = f"http://ratsinfo.test/oparl/v1.1/organization/{faction.organization_id}"
    assert found == [[url], None]


async def test_the_steps_of_an_organization_are_a_list_of_its_own_and_narrow_the_papers(
    ratsinfo, oparl, clerk, tell, eventually
):
    rat = OrganizationFounded(
        city="braunschweig", organization_id=uuid4(), key="rat", name="Rat der Stadt Braunschweig",
        kind="council", state="active", aliases=(), valid_from=date(2021, 11, 1),
    )  # fmt: skip
    await tell(rat, rat.organization_id)
    pool = ratsinfo.app.state.runtime.pool
    await eventually(lambda: pool.fetchval("select count(*) from body_name"))
    paper = {"city": "braunschweig", "kind": "notice", "name": "Mitteilung", "public": True}
    id = (await ratsinfo.post("/v1/papers", json=paper, headers=clerk)).json()["id"]
    for name, day in (("Ausschuss", "2022-05-01"), (rat.name, "2022-05-02"), (rat.name, "2022-05-03")):
        step = {"organizationName": name, "date": day, "role": "preliminary", "public": day < "2022-05-03"}
        await ratsinfo.post(f"/v1/papers/{id}/consultations", json=step, headers=clerk)
    other = (await ratsinfo.post("/v1/papers", json={**paper, "name": "Andere"}, headers=clerk)).json()["id"]
    await ratsinfo.post(f"/v1/papers/{other}/consultations", json={**step, "public": False}, headers=clerk)

    papers = (await ratsinfo.get(f"/v1/papers?organization={rat.organization_id}")).json()["data"]
    assert [one["id"] for one in papers] == [id]
    assert papers[0]["consultations"][1]["organizationId"] == str(rat.organization_id)
    listed = await oparl.get(f"organization/{rat.organization_id}/consultations")

    (step,) = listed["data"]
    assert step["organization"] == [f"http://ratsinfo.test/oparl/v1.1/organization/{rat.organization_id}"]
    assert (step["role"], step["paper"]) == ("Vorberatung", f"http://ratsinfo.test/oparl/v1.1/paper/{id}")
    shown = (await oparl.get(f"paper/{id}"))["consultation"]
    assert [one["id"] for one in shown][1] == step["id"]
    assert len(shown) == 2
    assert (await oparl.get(f"organization/{uuid4()}/consultations"))["data"] == []
