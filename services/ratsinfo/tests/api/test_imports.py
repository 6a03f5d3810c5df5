"""Importing documents through the API: what is taken in, what is refused, and what the report says."""

import hashlib
import re

import pytest

ANSWER, ANSWER_PDF = "stellungnahme-braunschweig", "stellungnahme-braunschweig-pdf"


async def imported_paper(ratsinfo, import_, text, headers=None, **form):
    report = (await import_(("datei.txt", text), **form))["files"][0]
    return report, (await ratsinfo.get(f"/v1/papers/{report['paperId']}", headers=headers)).json()


async def test_an_answer_is_filed_with_its_date_and_its_way_to_the_council(ratsinfo, import_, sample):
    report, paper = await imported_paper(ratsinfo, import_, sample(ANSWER))

    assert report["outcome"] == "imported"
    assert (paper["kind"], paper["date"], paper["public"]) == ("answer", "2022-06-16", True)
    assert paper["name"] == "Offene WLAN-Punkte an Haltestellen"
    assert paper["unit"] == "Dezernat IX 98 Fachbereich Musterdienste"
    assert paper["youngerThanSitting"] is True
    step = paper["consultations"][0]
    assert (step["organizationName"], step["date"]) == ("Rat der Stadt Braunschweig", "2022-06-14")
    assert (step["role"], step["state"], step["result"]) == ("acknowledgement", "planned", None)
    assert [a["number"] for a in paper["answers"]] == [1, 2, 3]
    assert [a["state"] for a in paper["answers"]] == ["answered", "deferred", "answered"]
    assert paper["source"]["date"] == "2022-06-16"


async def test_a_document_dated_ahead_is_known_by_the_day_it_came(ratsinfo, import_, sample):
    report, paper = await imported_paper(
        ratsinfo, import_, sample(ANSWER).replace("16.06.2022", "16.06.2027")
    )

    assert (report["outcome"], paper["date"]) == ("imported", "2027-06-16")
    row = await ratsinfo.app.state.runtime.pool.fetchrow(
        "select effective::text, dating from journal where type = 'paper.registered'"
    )
    assert tuple(row) == ("2026-11-02", "known_by")


@pytest.mark.parametrize("order", [(ANSWER, ANSWER_PDF), (ANSWER_PDF, ANSWER)])
async def test_two_renditions_are_one_paper_whichever_comes_first(ratsinfo, import_, sample, clerk, order):
    jobs = [await import_((f"{name}.txt", sample(name)), public=True) for name in order]

    assert [job["files"][0]["outcome"] for job in jobs] == ["imported", "rendition"]
    assert len({job["files"][0]["paperId"] for job in jobs}) == 1
    papers = (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"]
    assert len(papers) == 1
    paper = papers[0]
    assert (paper["date"], paper["public"], paper["name"][:5]) == ("2022-06-16", True, "Offen")
    assert "einmal in der Stunde" in paper["answers"][0]["text"]
    files = {file["role"]: file for file in paper["files"]}
    assert files["main"]["name"] == f"{ANSWER}.txt"
    assert files["rendition"]["masterId"] == files["main"]["id"]
    assert files["annex"]["name"] == "Vermerk „WLAN an Haltestellen - Ausbau“"
    assert files["annex"]["masterId"] == files["rendition"]["id"]
    promises = (await ratsinfo.get("/v1/commitments")).json()["data"]
    assert [p["due"] for p in promises] == ["2022-07-12", "2022-07-19", "2022-12-31"]
    enquiries = (await ratsinfo.get("/v1/enquiries")).json()["data"]
    assert [(e["state"], e["askedBy"], len(e["questions"])) for e in enquiries] == [("partly", None, 3)]


async def test_without_header_nothing_is_known_of_date_and_publicity(ratsinfo, import_, sample, clerk):
    report, paper = await imported_paper(ratsinfo, import_, sample(ANSWER_PDF), clerk)

    assert (paper["date"], paper["effective"], paper["dating"]) == (None, None, "undated")
    assert (paper["public"], paper["namePrinted"]) == (False, False)
    assert {"date", "name", "stations"} <= set(report["notRecognised"])
    assert (await ratsinfo.get(f"/v1/papers/{report['paperId']}")).status_code == 404


async def test_the_report_tells_where_each_field_stands(import_, sample):
    text = sample(ANSWER)

    report = (await import_(("a.txt", text)))["files"][0]

    found = {one["field"]: one for one in report["recognised"]}
    assert text[found["date"]["start"] : found["date"]["end"]] == "16.06.2022"
    assert found["date"]["confidence"] == 1.0
    assert found["promise"]["inferred"] is True


async def test_the_same_bytes_change_nothing(ratsinfo, import_, sample, clerk):
    await import_(("a.txt", sample(ANSWER)))
    before = (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"]

    job = await import_(("b.txt", sample(ANSWER)), ("c.txt", sample(ANSWER)))

    assert [file["outcome"] for file in job["files"]] == ["already_known", "already_known"]
    assert (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"] == before


async def test_an_answer_to_another_body_keeps_its_city_and_a_step_without_a_day_its_line(
    ratsinfo, import_, sample
):
    text = sample(ANSWER).replace(
        "Rat der Stadt Braunschweig (zur Kenntnis)\t14.06.2022", "Bauausschuss (Beschluss)\t"
    )

    report, paper = await imported_paper(ratsinfo, import_, text)

    assert (paper["city"], report["notes"]) == ("braunschweig", [])
    (step,) = (await ratsinfo.get("/v1/consultations")).json()["data"]
    assert (step["organizationName"], step["date"], step["role"]) == ("Bauausschuss", None, "decision")
    assert (step["city"], step["organizationKind"]) == ("braunschweig", "committee")


async def test_a_document_that_does_not_say_its_city_is_noted_unless_the_uploader_says_it(import_, sample):
    text = sample(ANSWER).replace("Rat der Stadt Braunschweig", "Ortsrat Mitte").replace("Dezernat IX ", "")

    told, said = (await import_(("a.txt", text), ("a.txt", text)))["files"][0], None
    said = (await import_(("b.txt", text + "\n"), city="braunschweig"))["files"][0]

    assert told["notes"] == ["city_unknown"]
    assert "city" in told["notRecognised"]
    assert said["notes"] == []


async def test_an_answer_that_is_a_dash_leaves_its_question_open(ratsinfo, import_, sample, journal):
    text = re.sub(r"(?s)(zu 3\)).*?Dr\. Beispielmann", r"\1\n\n-\n\nLeinwand", sample(ANSWER))

    _, paper = await imported_paper(ratsinfo, import_, text)

    assert paper["answers"][2] == {"number": 3, "text": None, "state": None, "until": None}
    assert paper["signatory"] == "Leinwand"
    (enquiry,) = (await ratsinfo.get("/v1/enquiries")).json()["data"]
    assert (enquiry["state"], enquiry["questions"][2]["state"]) == ("partly", None)
    assert len(await journal("enquiry.answered")) == 1


async def test_an_answer_of_dashes_answers_nothing_until_another_rendition_does(
    ratsinfo, import_, sample, journal
):
    text = re.sub(r"(?s)(zu \d\)).*?(?=zu \d\)|Dr\. Beispielmann)", r"\1 -\n\n", sample(ANSWER))

    await import_(("a.txt", text))

    (enquiry,) = (await ratsinfo.get("/v1/enquiries")).json()["data"]
    assert (enquiry["state"], enquiry["answeredOn"]) == ("open", None)
    assert (len(await journal("enquiry.received")), await journal("enquiry.answered")) == (1, [])


async def test_a_press_release_is_undated_and_internal_unless_said(ratsinfo, import_, sample, clerk):
    text = sample("pressemitteilung-braunschweig")
    report, paper = await imported_paper(ratsinfo, import_, text, clerk)

    assert (paper["kind"], paper["city"], paper["date"]) == ("press_release", "braunschweig", None)
    assert (paper["dating"], report["public"]) == ("undated", False)
    assert (await ratsinfo.get("/v1/papers")).json()["data"] == []


async def test_the_uploader_may_say_that_a_document_is_public(ratsinfo, import_, sample):
    _, paper = await imported_paper(ratsinfo, import_, sample("strategie-braunschweig"), public=True)

    assert (paper["kind"], paper["name"], paper["date"]) == ("strategy", "Musterstrategie", "2022-02-03")


async def test_contact_data_is_neither_kept_nor_shown(ratsinfo, import_, sample, clerk):
    report, _ = await imported_paper(ratsinfo, import_, sample("strategie-braunschweig"), public=True)
    path = f"/v1/files/{report['fileIds'][0]}/content"

    public = (await ratsinfo.get(path)).text
    kept = (await ratsinfo.get(path, params={"rendition": "text"}, headers=clerk)).text
    original = (await ratsinfo.get(path, headers=clerk)).text

    assert "Musterfrau" not in public
    for secret in ("example.org", "0000000-12", "+49 170"):
        assert secret not in public
        assert secret not in kept
        assert secret in original
    assert "drei" not in public
    assert "vier Vorhaben" in public


async def test_an_unknown_document_becomes_a_paper_with_its_file(ratsinfo, import_, clerk):
    report, paper = await imported_paper(ratsinfo, import_, "Einkaufszettel\n\nBrot und Käse", clerk)

    assert (report["outcome"], report["reason"]) == ("stored_unrecognised", "unknown_layout")
    assert (paper["kind"], paper["name"], paper["city"]) == ("other", "datei", None)
    assert len(paper["files"]) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t "],
)
async def test_an_empty_file_is_refused(ratsinfo, import_, clerk, data):
    job = await import_(("../../etc/passwd", data))

    file = job["files"][0]
    assert (file["outcome"], file["reason"], file["name"]) == ("rejected", "empty", "passwd")
    assert file["detail"]
    assert (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"] == []
    assert await ratsinfo.app.state.runtime.pool.fetchval("select count(*) from blob") == 0


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize(
    ("data", "reason", "kind"),
    [
        ("Größe für Fußwege".encode("cp850"), "wrong_encoding", "text/plain"),
        (b"%PDF-1.7 ...", "broken", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "unsupported_format", "application/octet-stream"),
        (b"PK\x03\x04...", "unsupported_format", "application/octet-stream"),
        (bytes(range(32)) * 40, "not_text", "text/plain"),
    ],
)
async def test_what_cannot_be_read_is_kept_with_the_reason(
    ratsinfo, import_, clerk, data, reason, kind, public
):
    job = await import_(("../Bescheid 3.bin", data), public=public)

    file = job["files"][0]
    assert (file["outcome"], file["reason"]) == ("stored_unrecognised", reason)
    assert file["detail"].endswith("Die Datei ist mit einem Dokument abgelegt, nichts davon ist erschlossen.")
    assert (file["public"], "no_public_text" in file["notes"]) == (False, public)
    paper = (await ratsinfo.get(f"/v1/papers/{file['paperId']}", headers=clerk)).json()
    assert (paper["name"], paper["kind"], paper["public"]) == ("Bescheid 3", "other", False)
    (kept,) = paper["files"]
    assert kept["mediaType"].startswith(kind)
    assert (await ratsinfo.get(kept["contentUrl"], headers=clerk)).content == data
    for path in ("/v1/papers", "/v1/files"):
        assert (await ratsinfo.get(path)).json()["data"] == []
    assert (await ratsinfo.get(kept["contentUrl"])).status_code == 404
    assert (await ratsinfo.get(f"/v1/papers/{file['paperId']}")).status_code == 404


@pytest.mark.parametrize(
    ("encoding", "notes"), [("utf-16", []), ("utf-8-sig", []), ("cp1252", ["read_as_windows_1252"])]
)
async def test_a_document_is_read_in_the_encodings_of_offices(
    ratsinfo, import_, sample, clerk, encoding, notes
):
    data = sample(ANSWER).encode(encoding)

    report = (await import_(("a.txt", data)))["files"][0]

    assert (report["outcome"], report["notes"]) == ("imported", notes)
    paper = (await ratsinfo.get(f"/v1/papers/{report['paperId']}")).json()
    assert paper["name"] == "Offene WLAN-Punkte an Haltestellen"
    assert "übrigen" in (await ratsinfo.get(paper["files"][0]["contentUrl"])).text
    original = await ratsinfo.get(paper["files"][0]["contentUrl"], headers=clerk)
    assert original.content == data
    assert original.text.lstrip("\ufeff") == sample(ANSWER)


async def test_a_refused_file_does_not_keep_the_others_back(import_, sample):
    job = await import_(("leer.txt", b""), ("a.txt", sample(ANSWER)))

    assert [file["outcome"] for file in job["files"]] == ["rejected", "imported"]
    assert job["progress"] == {"total": 2, "done": 2}


async def test_a_file_larger_than_fifty_megabytes_is_refused(import_):
    job = await import_(("gross.txt", b"a" * (50 * 2**20 + 1)))

    assert (job["files"][0]["outcome"], job["files"][0]["reason"]) == ("rejected", "too_large")


async def test_a_request_of_a_hundred_megabytes_is_refused(ratsinfo, clerk):
    files = {"files": ("gross.txt", b"a" * (100 * 2**20), "text/plain")}

    answer = await ratsinfo.post("/v1/imports", files=files, headers=clerk)

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_only_clerks_import_and_see_imports(ratsinfo, import_, sample, token):
    job = await import_(("a.txt", sample(ANSWER)))
    files = {"files": ("a.txt", b"text", "text/plain")}
    vendor = {"Authorization": f"Bearer {token('vendor')}"}

    assert (await ratsinfo.post("/v1/imports", files=files)).status_code == 401
    assert (await ratsinfo.post("/v1/imports", files=files, headers=vendor)).status_code == 403
    assert (await ratsinfo.get(f"/v1/imports/{job['id']}")).status_code == 404
    assert (await ratsinfo.get("/v1/imports", headers=vendor)).json()["data"] == []


async def test_an_import_without_files_is_malformed(ratsinfo, clerk):
    assert (await ratsinfo.post("/v1/imports", headers=clerk)).status_code == 400


async def test_the_job_is_kept_with_its_bytes_before_the_answer(ratsinfo, clerk, sample):
    data = sample(ANSWER).encode()

    answer = await ratsinfo.post("/v1/imports", files={"files": ("a.txt", data, "text/plain")}, headers=clerk)

    assert answer.status_code == 202
    assert answer.json()["state"] == "queued"
    pool = ratsinfo.app.state.runtime.pool
    assert await pool.fetchval(
        "select size from blob where sha512 = $1", hashlib.sha512(data).hexdigest()
    ) == len(data)


async def test_a_clerk_publishes_an_answer_with_all_that_belongs_to_it(ratsinfo, import_, sample, clerk):
    report = (await import_(("a.txt", sample(ANSWER_PDF))))["files"][0]

    path = f"/v1/papers/{report['paperId']}"
    answer = await ratsinfo.patch(path, json={"public": True}, headers={**clerk, "If-Match": "*"})

    assert answer.status_code == 200, answer.text
    assert len((await ratsinfo.get(path)).json()["files"]) == 2
    assert len((await ratsinfo.get("/v1/enquiries")).json()["data"]) == 1
    assert len((await ratsinfo.get("/v1/commitments")).json()["data"]) == 3


async def test_a_repeated_import_gives_the_same_answer_and_another_one_is_refused(ratsinfo, clerk, sample):
    headers = clerk | {"Idempotency-Key": "import-1"}

    async def send(text, **form):
        files = [("files", ("a.txt", text.encode(), "text/plain"))]
        return await ratsinfo.post("/v1/imports", files=files, data=form, headers=headers)

    first, again = await send(sample(ANSWER), public="true"), await send(sample(ANSWER), public="true")
    others = await send(sample(ANSWER)), await send(sample(ANSWER) + "!", public="true")

    assert (first.status_code, again.status_code) == (202, 202), again.text
    assert (again.content, again.headers["location"]) == (first.content, first.headers["location"])
    assert again.headers["idempotency-replayed"] == "true"
    assert [(answer.status_code, answer.json()["code"]) for answer in others] == [
        (422, "idempotency_key_reused"),
        (422, "idempotency_key_reused"),
    ]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'filename="Antwort %22neu%22.txt"', 'Antwort "neu".txt'),
        (b'filename="Antwort \\"neu\\".txt"', 'Antwort "neu".txt'),
        (b'filename="../a/%0D%0ANeu%22.txt"', 'Neu".txt'),
    ],
    ids=["browser", "older curl", "with a folder and a line end"],
)
async def test_a_file_is_called_as_it_was_where_it_comes_from(ratsinfo, clerk, sent, kept):
    head = (
        b'--x\r\nContent-Disposition: form-data; name="files"; ' + sent + b"\r\nContent-Type: text/plain\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    job = await ratsinfo.post("/v1/imports", content=head + b"\r\nText\r\n--x--\r\n", headers=clerk | kind)

    assert [file["name"] for file in job.json()["files"]] == [kept]
