"""Minutes taken in from a document: what everybody reads of them, and what stays in the house."""

import re

import pytest

TABLE, FLAT = "niederschrift-stuttgart", "niederschrift-stuttgart-abschrift"


@pytest.fixture
async def minutes(ratsinfo, import_, sample):
    report = (await import_(("niederschrift.txt", sample(TABLE))))["files"][0]
    return (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}")).json()


async def test_the_head_of_the_record_is_read(minutes):
    assert (minutes["number"], minutes["itemNumber"], minutes["meetingDate"]) == ("412", "7b", "2022-05-18")
    assert (minutes["chair"], minutes["rapporteur"], minutes["keeper"]) == (
        "BM Dr. Sample",
        "der Vorsitzende",
        "Frau Beispiel / mu",
    )
    assert minutes["rapporteurIsChair"] is True
    assert (minutes["fileReference"], minutes["paperReference"]) == ("OB 1234-56", "GRDrs 901/2022")
    assert (minutes["paperDate"], minutes["public"]) == ("2022-05-09", True)
    assert minutes["source"]["document"].startswith("Niederschrift Nr. 412")


async def test_the_result_is_verbatim_and_only_printed_votes_are_counted(minutes):
    assert minutes["resultText"].endswith("mehrheitlich zu.")
    assert (minutes["outcome"], minutes["counts"]) == ("majority", {"no": 2, "abstain": 1})
    assert [item["kind"] for item in minutes["motionItems"]] == ["acknowledgement", "decision", "decision"]


SPLIT = (
    "stimmt Ziffer 2 bei 2 Gegenstimmen mehrheitlich zu. Ziffer 3 wird vorbehaltlich der Mittel angenommen."
)


async def test_a_split_result_is_told_item_by_item_and_the_report_says_what_is_not_clear(
    ratsinfo, import_, sample, journal
):
    text = re.sub(r"stimmt dem Beschlussantrag bei [^.]*\.", SPLIT, sample(TABLE))

    report = (await import_(("niederschrift.txt", text)))["files"][0]

    minutes = (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}")).json()
    second = {"number": "2", "outcome": "majority", "mode": "majority", "counts": {"no": 2}}
    assert (minutes["outcome"], minutes["mode"], minutes["counts"]) == ("split", None, None)
    assert minutes["results"] == [second]
    (event,) = await journal("minutes.recorded")
    assert (event["outcome"], event["results"]) == ("split", [second])
    (unclear,) = report["notUnderstood"]
    assert text[unclear["start"] : unclear["end"]] == "Ziffer 3 wird vorbehaltlich der Mittel angenommen."
    assert {"result.1", "result.3"} <= set(report["notRecognised"])


async def test_a_record_with_a_day_that_is_none_is_kept_without_it_and_told_when_the_day_is_known(
    ratsinfo, import_, sample, clerk, journal
):
    broken = sample(TABLE).replace("18.05.2022", "31.02.2022")

    report = (await import_(("kaputt.txt", broken)))["files"][0]

    path = f"/v1/minutes/{report['minutesId']}"
    minutes = (await ratsinfo.get(path)).json()
    assert (minutes["meetingDate"], minutes["dating"]) == (None, "undated")
    assert minutes["subject"].startswith("Sensoren")
    assert (minutes["city"], minutes["outcome"], len(minutes["motionItems"])) == ("stuttgart", "majority", 3)
    assert (report["kind"], report["title"]) == ("minutes", minutes["subject"])
    assert report["notes"] == ["no_sitting"]
    assert "meetingDate" in report["notRecognised"]
    assert [(one["field"], one["text"]) for one in report["notUnderstood"]] == [("meetingDate", "31.02.2022")]
    assert await journal("minutes.recorded") == []
    assert [p["reference"] for p in (await ratsinfo.get("/v1/papers")).json()["data"]] == ["GRDrs 901/2022"]

    again = (await import_(("richtig.txt", sample(TABLE))))["files"][0]
    await import_(("abschrift.txt", sample(FLAT)))

    assert (again["minutesId"], again["notes"]) == (report["minutesId"], [])
    assert (await ratsinfo.get(path)).json()["meetingDate"] == "2022-05-18"
    assert len(await journal("minutes.recorded")) == 1


async def test_two_records_without_a_day_are_two(ratsinfo, import_, sample):
    texts = [
        sample(TABLE).replace("18.05.2022", "-"),
        re.sub(r"(?s)Zur Einf.*?Nachdem", "Nachdem", sample(TABLE)),
    ]
    texts[1] = texts[1].replace("18.05.2022", "-").replace("Sensoren an Fahrradbrücken", "Bänke am Ufer")

    reports = [(await import_((f"{n}.txt", text)))["files"][0] for n, text in enumerate(texts)]

    assert len({report["minutesId"] for report in reports}) == 2


async def test_each_contribution_has_speaker_and_faction(minutes):
    said = [(c["speaker"], c["faction"], c["unit"], c["mode"]) for c in minutes["contributions"]]

    assert said == [
        ("BM Dr. Sample", None, None, "introduction"),
        ("StRin Ahorn", "90/GRÜNE", None, "statement"),
        ("StR Birke", "Freie Mitte", None, "question"),
        ("Herr Erle", None, "Tiefbauamt", "reply"),
        ("StRin Ahorn", "90/GRÜNE", None, "statement"),
        ("StR Dr. von Linde", "Liste Stadt", None, "statement"),
    ]
    assert len(minutes["contributions"][2]["questions"]) == 2


async def test_the_distribution_list_stays_in_the_house(ratsinfo, minutes, clerk):
    public = (await ratsinfo.get(f"/v1/files/{minutes['files'][0]['id']}/content")).text
    full = (await ratsinfo.get(f"/v1/minutes/{minutes['id']}", headers=clerk)).json()

    assert "distributionList" not in minutes
    assert "Musterkämmerei" not in public
    assert {"group": "II", "number": "2", "recipient": "Musterkämmerei", "copies": 3} in full[
        "distributionList"
    ]


async def test_the_paper_under_debate_is_known_from_the_record(ratsinfo, minutes):
    paper = (await ratsinfo.get(f"/v1/papers/{minutes['paperId']}")).json()

    assert (paper["kind"], paper["reference"], paper["date"]) == (
        "decision_paper",
        "GRDrs 901/2022",
        "2022-05-09",
    )
    assert paper["sourceLabel"] == "Vorlage des Referats für Mustersachen"
    assert paper["originators"] == ["Referats für Mustersachen"]
    assert len(paper["motionItems"]) == 3
    step = (await ratsinfo.get("/v1/consultations", params={"paperId": paper["id"]})).json()["data"][0]
    assert (step["role"], step["authoritative"], step["inferred"]) == ("decision", True, True)
    assert (step["state"], step["result"]) == ("planned", None)


async def test_the_others_are_told_all_that_is_printed(minutes, journal):
    (event,) = await journal("minutes.recorded")

    assert event["minutesId"] == minutes["id"]
    assert event["organizationName"].startswith("Ausschuss für Digitales")
    assert (event["city"], event["meetingDate"], event["number"]) == ("stuttgart", "2022-05-18", "412")
    assert (event["paperId"], event["paperReference"]) == (minutes["paperId"], "GRDrs 901/2022")
    assert (event["itemNumber"], event["fileReference"]) == ("7b", "OB 1234-56")
    assert [item["number"] for item in event["motionItems"]] == ["1", "2", "3"]
    assert event["counts"] == {"no": 2, "abstain": 1}
    assert event["source"] == "niederschrift.txt"


async def test_a_copy_typed_line_by_line_is_the_same_record(ratsinfo, minutes, import_, sample, journal):
    report = (await import_(("abschrift.txt", sample(FLAT))))["files"][0]

    assert (report["outcome"], report["minutesId"]) == ("rendition", minutes["id"])
    now = (await ratsinfo.get(f"/v1/minutes/{minutes['id']}")).json()
    assert [file["role"] for file in now["files"]] == ["main", "rendition"]
    assert len(await journal("minutes.recorded")) == 1


async def test_minutes_of_a_closed_sitting_are_seen_by_clerks_only(ratsinfo, import_, sample, clerk):
    closed = sample(TABLE).replace("\töffentlich", "\tnicht öffentlich")

    report = (await import_(("n.txt", closed)))["files"][0]

    for path in ("minutes", "papers", "files", "consultations"):
        assert (await ratsinfo.get(f"/v1/{path}")).json()["data"] == []
    assert (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}")).status_code == 404
    assert (await ratsinfo.get(f"/v1/files/{report['fileIds'][0]}/content")).status_code == 404
    assert (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}", headers=clerk)).status_code == 200


async def test_minutes_are_found_by_the_papers_reference(ratsinfo, minutes):
    for spelling in ("GRDrs 901/2022", "grdrs  901 / 2022", "901/2022"):
        found = (await ratsinfo.get("/v1/minutes", params={"reference": spelling})).json()["data"]
        assert [m["id"] for m in found] == [minutes["id"]], spelling
