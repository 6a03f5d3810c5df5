"""Files: the original for the clerks, the public text for everybody, and nothing hinted at."""

import hashlib

import pytest


@pytest.fixture
async def file(ratsinfo, import_, sample, clerk):
    report = (await import_(("n.txt", sample("niederschrift-stuttgart"))))["files"][0]
    return (await ratsinfo.get(f"/v1/files/{report['fileIds'][0]}", headers=clerk)).json()


async def test_clerks_read_the_very_bytes(ratsinfo, file, sample, clerk):
    answer = await ratsinfo.get(file["contentUrl"], headers=clerk)

    assert answer.content == sample("niederschrift-stuttgart").encode()
    assert (len(answer.content), answer.headers["content-length"]) == (file["size"], str(file["size"]))
    assert answer.headers["content-type"].startswith("text/plain")


async def test_the_public_cannot_ask_for_the_original(ratsinfo, file):
    text = (await ratsinfo.get(file["contentUrl"], params={"rendition": "original"})).text

    assert "Verteiler nicht veröffentlicht" in text
    assert "Musterkämmerei" not in text


async def test_what_was_read_already_is_not_sent_again(ratsinfo, file):
    first = await ratsinfo.get(file["contentUrl"])

    again = await ratsinfo.get(file["contentUrl"], headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


async def test_head_tells_the_size(ratsinfo, file):
    answer = await ratsinfo.head(file["contentUrl"])

    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


async def test_hash_size_and_findings_are_for_clerks(ratsinfo, file):
    public = (await ratsinfo.get(f"/v1/files/{file['id']}")).json()

    assert {"sha512", "size", "findings", "missing"} & set(public) == set()
    assert {f["field"] for f in file["findings"]} >= {"chair", "number", "resultText"}


async def test_an_unknown_file_is_not_found(ratsinfo):
    path = "/v1/files/00000000-0000-7000-8000-000000000000"

    assert (await ratsinfo.get(path)).status_code == 404
    assert (await ratsinfo.get(f"{path}/content")).status_code == 404
    assert (await ratsinfo.get("/v1/files/nonsense/content")).status_code == 400


async def test_what_becomes_public_is_announced_with_its_text_and_again_when_its_place_changes(
    ratsinfo, import_, sample, journal
):
    await import_(("kurz.txt", sample("stellungnahme-braunschweig-pdf")), public=True)
    (first,) = [e for e in await journal("file.published") if e["role"] == "main"]
    content = (await ratsinfo.get(f"/v1/files/{first['fileId']}/content")).content

    await import_(("voll.txt", sample("stellungnahme-braunschweig")), public=True)

    assert first["publicSize"] == len(content)
    assert first["publicSha512"] == hashlib.sha512(content).hexdigest()
    assert first["fileName"] == "kurz.txt"
    told = [e for e in await journal("file.published") if e["fileId"] == first["fileId"]]
    (main,) = [e for e in await journal("file.published") if e["name"] == "voll.txt" and e["role"] == "main"]
    assert [(e["role"], e["masterId"]) for e in told] == [("main", None), ("rendition", main["fileId"])]


async def test_a_file_that_is_not_public_is_announced_to_nobody(import_, sample, journal):
    await import_(("kurz.txt", sample("stellungnahme-braunschweig-pdf")))

    assert await journal("file.published") == []
