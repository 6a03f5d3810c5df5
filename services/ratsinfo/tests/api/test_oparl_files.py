"""The bytes behind the files of OParl: what the public reads, whole or in parts, while it is public."""

import hashlib

import pytest

PARTS = {
    "bytes=0-9": lambda text: text[:10],
    "bytes=5-5": lambda text: text[5:6],
    "bytes=-7": lambda text: text[-7:],
    "bytes=100-": lambda text: text[100:],
    "bytes=0-999999999": lambda text: text,
}


@pytest.fixture
async def file(import_, sample, oparl):
    await import_(("n.txt", sample("niederschrift-stuttgart")))
    return await oparl.one("files", "stuttgart")


async def test_size_and_checksum_are_those_of_the_very_bytes(ratsinfo, file):
    answer = await ratsinfo.get(file["accessUrl"])

    assert len(answer.content) == file["size"]
    assert hashlib.sha512(answer.content).hexdigest() == file["sha512Checksum"]
    assert answer.text.split() == file["text"].split()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-length"] == str(file["size"])
    assert "content-encoding" not in answer.headers
    assert "no-transform" in answer.headers["cache-control"]
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_one_address_shows_the_text_and_the_other_saves_it(ratsinfo, file):
    shown, saved = await ratsinfo.get(file["accessUrl"]), await ratsinfo.get(file["downloadUrl"])

    assert shown.headers["content-disposition"] == "inline; filename*=UTF-8''n.txt"
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''n.txt"
    assert shown.content == saved.content


async def test_head_tells_all_but_the_bytes(ratsinfo, file):
    got, head = await ratsinfo.get(file["accessUrl"]), await ratsinfo.head(file["accessUrl"])

    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "etag", "last-modified", "accept-ranges", "content-type"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("asked", PARTS)
async def test_a_part_is_sent_as_it_was_asked_for(ratsinfo, file, asked):
    whole = (await ratsinfo.get(file["accessUrl"])).content

    answer = await ratsinfo.get(file["accessUrl"], headers={"Range": asked})

    part = PARTS[asked](whole)
    begin = whole.index(part)
    assert (answer.status_code, answer.content) == (206, part)
    assert answer.headers["content-range"] == f"bytes {begin}-{begin + len(part) - 1}/{len(whole)}"


async def test_a_part_behind_the_end_is_refused_with_the_size(ratsinfo, file):
    answer = await ratsinfo.get(file["accessUrl"], headers={"Range": f"bytes={file['size']}-"})

    assert (answer.status_code, answer.json()["type"]) == (416, "https://schema.oparl.org/1.1/Error")
    assert answer.headers["content-range"] == f"bytes */{file['size']}"


async def test_a_part_of_what_has_changed_is_all_of_it(ratsinfo, file):
    first = await ratsinfo.get(file["accessUrl"])
    same = (first.headers["etag"], first.headers["last-modified"])

    for known in (*same, '"another"', "Mon, 01 Jan 2001 00:00:00 GMT"):
        answer = await ratsinfo.get(file["accessUrl"], headers={"Range": "bytes=0-4", "If-Range": known})
        assert answer.status_code == (206 if known in same else 200)


async def test_what_a_client_has_is_not_sent_again(ratsinfo, file):
    first = (await ratsinfo.get(file["accessUrl"])).headers

    for known in ({"If-None-Match": first["etag"]}, {"If-Modified-Since": first["last-modified"]}):
        answer = await ratsinfo.get(file["accessUrl"], headers=known)
        assert (answer.status_code, answer.content) == (304, b"")


async def test_parts_are_sent_to_readers_of_the_native_api_too(ratsinfo, file):
    url = f"/v1/files/{file['id'].rsplit('/', 1)[1]}/content"
    whole = (await ratsinfo.get(url)).content

    answer = await ratsinfo.get(url, headers={"Range": "bytes=-3"})

    assert (answer.status_code, answer.content) == (206, whole[-3:])


async def test_bytes_that_were_taken_back_are_gone(ratsinfo, file, clerk):
    path = f"/v1/files/{file['id'].rsplit('/', 1)[1]}/depublication"
    assert (await ratsinfo.get(file["accessUrl"])).status_code == 200

    await ratsinfo.post(path, json={"reason": "Personaldaten"}, headers=clerk)

    for url in (file["accessUrl"], file["downloadUrl"]):
        for answer in (await ratsinfo.get(url), await ratsinfo.get(url, headers={"Range": "bytes=0-4"})):
            assert (answer.status_code, answer.json()["type"]) == (410, "https://schema.oparl.org/1.1/Error")
            assert "Personaldaten" not in answer.text


async def test_what_never_was_public_has_no_bytes(ratsinfo, import_, clerk):
    report = (await import_(("geheim.txt", "Ein Text, der intern bleibt.")))["files"][0]

    for id in (report["fileIds"][0], "00000000-0000-7000-8000-000000000000", "nichts"):
        for way in ("access", "download"):
            answer = await ratsinfo.get(f"/oparl/v1.1/file/{id}/{way}", headers=clerk)
            assert (answer.status_code, answer.json()["type"]) == (404, "https://schema.oparl.org/1.1/Error")
