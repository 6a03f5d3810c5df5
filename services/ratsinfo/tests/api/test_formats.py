"""Importing PDF, HTML and DOCX: what becomes of them, who may have the original, and what is refused."""

import pytest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANSWER, MINUTES = "stellungnahme-braunschweig", "niederschrift-stuttgart"


async def one(import_, name, data, kind, **form):
    return (await import_((name, data, kind), **form))["files"][0]


@pytest.mark.parametrize(
    "order",
    [
        (f"{ANSWER}.html", f"{ANSWER}.pdf", f"{ANSWER}.txt"),
        (f"{ANSWER}.pdf", f"{ANSWER}.txt", f"{ANSWER}.html"),
    ],
)
async def test_an_answer_in_three_formats_is_one_paper(ratsinfo, import_, sample_bytes, clerk, order):
    reports = [(await import_((name, sample_bytes(name))))["files"][0] for name in order]

    assert [r["outcome"] for r in reports] == ["imported", "rendition", "rendition"]
    assert len({r["paperId"] for r in reports}) == 1
    (paper,) = (await ratsinfo.get("/v1/papers")).json()["data"]
    assert (paper["name"], paper["date"]) == ("Offene WLAN-Punkte an Haltestellen", "2022-06-16")
    assert sorted(f["role"] for f in paper["files"]) == ["main", "rendition", "rendition"]
    kinds = {f["mediaType"] for f in paper["files"]}
    assert kinds == {"application/pdf", "text/html", "text/plain; charset=utf-8"}


async def test_minutes_as_docx_and_as_text_are_one_record(ratsinfo, import_, sample_bytes, clerk):
    first = await one(import_, "n.docx", sample_bytes(f"{MINUTES}.docx"), DOCX)
    second = await one(import_, "n.txt", sample_bytes(f"{MINUTES}.txt"), "text/plain")

    assert (first["outcome"], second["outcome"]) == ("imported", "rendition")
    assert first["minutesId"] == second["minutesId"]
    assert (first["notes"], first["mediaType"], second["notes"]) == ([], DOCX, [])
    minutes = (await ratsinfo.get(f"/v1/minutes/{first['minutesId']}", headers=clerk)).json()
    assert len(minutes["distributionList"]) == 7
    assert [i["number"] for i in minutes["motionItems"]] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [(f"{ANSWER}.html", "text/html"), (f"{ANSWER}.pdf", "application/pdf"), (f"{MINUTES}.docx", DOCX)],
)
async def test_the_original_is_for_clerks_and_not_opened(ratsinfo, import_, sample_bytes, clerk, name, kind):
    report = await one(import_, name, sample_bytes(name), kind)
    path = f"/v1/files/{report['fileIds'][0]}/content"

    original = await ratsinfo.get(path, headers=clerk)
    public = await ratsinfo.get(path, params={"rendition": "original"})

    assert (original.content, original.headers["content-type"]) == (sample_bytes(name), kind)
    assert original.headers["content-disposition"].startswith("attachment")
    assert public.headers["content-type"] == "text/plain; charset=utf-8"
    assert public.headers["content-disposition"].startswith("inline")
    for secret in ("<script", "setTimeout", "padding", "Musterkämmerei", "Sitzungen"):
        assert secret not in public.text


async def test_importing_the_same_again_changes_nothing(ratsinfo, import_, sample_bytes, clerk):
    names = (f"{ANSWER}.pdf", f"{ANSWER}.html", f"{MINUTES}.docx")
    files = [(name, sample_bytes(name)) for name in names]
    await import_(*files)
    position = "select max(position) from journal where type not like 'import.%'"
    before = await ratsinfo.app.state.runtime.pool.fetchval(position)

    job = await import_(*files)

    assert [f["outcome"] for f in job["files"]] == ["already_known"] * 3
    assert await ratsinfo.app.state.runtime.pool.fetchval(position) == before


async def test_a_scan_becomes_a_paper_with_its_file(ratsinfo, import_, pdf, clerk):
    scan = pdf(content=b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q")

    report = await one(import_, "Scan 12.pdf", scan, "application/pdf", public=True)

    assert (report["public"], report["notes"]) == (False, ["no_public_text"])
    assert (report["outcome"], report["reason"]) == ("stored_unrecognised", "no_text_layer")
    paper = (await ratsinfo.get(f"/v1/papers/{report['paperId']}", headers=clerk)).json()
    assert (paper["name"], paper["public"], len(paper["files"])) == ("Scan 12", False, 1)
    path = paper["files"][0]["contentUrl"]
    assert (await ratsinfo.get(path, headers=clerk)).content == scan
    assert (await ratsinfo.get(path, headers=clerk, params={"rendition": "text"})).content == b""
    assert (await ratsinfo.get(path)).status_code == 404
    another = await one(import_, "Scan 13.pdf", scan + b"\n", "application/pdf")
    assert another["paperId"] != report["paperId"]


async def test_contact_data_of_a_page_is_neither_kept_nor_shown(ratsinfo, import_, clerk):
    page = b"""<html><p>Medieninformation. Braunschweig.
        <a href="mailto:erika@example.org">erika@example.org</a>
        <table><tr><td>Telefon:<td>0531 / 4700001</table><p>Mehr im Juni."""

    report = await one(import_, "m.html", page, "text/html", public=True)

    path = f"/v1/files/{report['fileIds'][0]}/content"
    kept = (await ratsinfo.get(path, params={"rendition": "text"}, headers=clerk)).text
    for text in (kept, (await ratsinfo.get(path)).text):
        assert "Mehr im Juni" in text
        assert "example.org" not in text
        assert "4700001" not in text


async def test_the_content_decides_and_a_wrong_name_is_noted(import_, sample_bytes):
    report = await one(import_, "C:\\ordner\\..\\n.txt", sample_bytes(f"{MINUTES}.docx"), "text/html")

    assert (report["name"], report["mediaType"], report["outcome"]) == ("n.txt", DOCX, "imported")
    assert report["notes"] == ["media_type_mismatch"]


async def test_what_turns_out_unreadable_is_kept_unread(ratsinfo, import_, pdf, docx, clerk):
    locked = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"
    files = {
        "encrypted": pdf("Text", extra=locked + "/ID[<00><00>]"),
        "broken": pdf("Text")[:150],
        "zip_bomb": docx(" " * (101 * 2**20)),
        "too_deeply_nested": docx("<w:p>" * 5000),
        "too_much_text": b"Wort und Wort. " * 700_000,
        "empty": b"<html><script>alert(1)</script>",
        "wrong_encoding": "Größe für Fußwege".encode("cp850"),
    }

    job = await import_(*[("datei", data, "application/octet-stream") for data in files.values()])

    stored = [("stored_unrecognised", code) for code in files]
    assert [(f["outcome"], f["reason"]) for f in job["files"]] == stored
    assert all(f["detail"] and f["public"] is False for f in job["files"])
    for file, data in zip(job["files"], files.values(), strict=True):
        path = f"/v1/files/{file['fileIds'][0]}/content"
        assert (await ratsinfo.get(path, headers=clerk)).content == data
        assert (await ratsinfo.get(path)).status_code == 404
    papers = (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"]
    assert sorted(p["id"] for p in papers) == sorted(f["paperId"] for f in job["files"])
    assert (await ratsinfo.get("/v1/papers")).json()["data"] == []


async def test_an_unreadable_file_twice_is_one_paper(import_, pdf, sample_bytes):
    torn, good = pdf("Text")[:150], sample_bytes(f"{ANSWER}.pdf")

    job = await import_(("a.pdf", torn), ("b.pdf", good), ("c.pdf", torn))

    assert [f["outcome"] for f in job["files"]] == ["stored_unrecognised", "imported", "already_known"]
    assert job["files"][0]["paperId"] == job["files"][2]["paperId"] != job["files"][1]["paperId"]
