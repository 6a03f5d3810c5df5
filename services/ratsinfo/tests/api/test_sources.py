"""The five source documents, as they become what they are."""

import pytest


@pytest.mark.parametrize("order", [("000", "001"), ("001", "000")])
async def test_the_answer_of_march_is_one_paper_with_two_renditions_and_an_annex(
    ratsinfo, import_, seed, clerk, order
):
    for number in order:
        await import_((f"{number}.txt", seed(number)), public=True)

    (paper,) = (await ratsinfo.get("/v1/papers", params={"asOf": "2021-03-24"})).json()["data"]
    assert (paper["kind"], paper["date"], paper["reference"]) == ("answer", "2021-03-24", None)
    assert paper["name"] == "Sachstand zur Umsetzung der Smart City Strategie"
    assert paper["unit"] == "Dezernat II 10 Fachbereich Zentrale Dienste"
    assert paper["signatory"] == "Dr. Kornblum"
    assert (paper["claimedState"], paper["youngerThanSitting"]) == ("März 2020", True)
    assert sorted(f["role"] for f in paper["files"]) == ["annex", "main", "rendition"]
    annex = next(f for f in paper["files"] if f["role"] == "annex")
    assert annex["name"] == "Ratsmitteilung „Interne Digitalisierung - Scannen“"
    (step,) = paper["consultations"]
    assert (step["organizationName"], step["date"]) == ("Rat der Stadt Braunschweig", "2021-03-23")
    assert (step["role"], step["result"]) == ("acknowledgement", None)
    assert [a["number"] for a in paper["answers"]] == [1, 2, 3]
    assert "Digitalisierung der Schulen" in paper["answers"][0]["text"]
    due = [c["due"] for c in (await ratsinfo.get("/v1/commitments")).json()["data"]]
    assert due == ["2021-05-04", "2021-05-11", "2021-06-30"]
    text = (await ratsinfo.get(annex["contentUrl"])).text
    assert "Aktenbestand" in text
    assert "Dr. Kornblum" not in text


async def test_the_stuttgart_minutes_are_read_to_the_last_line(ratsinfo, import_, seed, clerk, journal):
    report = (await import_(("004.txt", seed("004"))))["files"][0]

    minutes = (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}", headers=clerk)).json()
    assert (minutes["number"], minutes["itemNumber"], minutes["meetingDate"]) == ("98", "4a", "2021-03-24")
    assert (minutes["chair"], minutes["keeper"]) == ("EBM Dr. Mayer", "Herr Häbe / pö")
    assert (minutes["rapporteur"], minutes["fileReference"]) == ("der Vorsitzende", "OB 6200-00")
    assert (minutes["public"], minutes["paperReference"]) == (True, "GRDRs 234/2021")
    assert [i["kind"] for i in minutes["motionItems"]] == ["acknowledgement", "decision", "decision"]
    assert (minutes["outcome"], minutes["counts"]) == ("by_consensus", None)
    assert minutes["resultText"] == "Der Verwaltungsausschuss stimmt dem Beschlussantrag einmütig zu."
    speakers = {c["speaker"]: c["faction"] or c["unit"] for c in minutes["contributions"]}
    assert speakers == {
        "EBM Dr. Mayer": None,
        "StR Pitschel": "90/GRÜNE",
        "StR Dr. Reiners": "CDU",
        "StR Rockenbauch": "Die FrAKTION LINKE SÖS PIRATEN Tierschutzpartei",
        "StR Perc": "SPD",
        "StR Dr. Oechsner": "FDP",
        "StRin von Stein": "FW",
        "StR Ebel": "AfD",
        "StRin Schumann": "PULS",
        "StR Urbat": "Die FrAKTION LINKE SÖS PIRATEN Tierschutzpartei",
        "Herr Reichert": "HauptPersA",
        "Frau Häußler": "GPR",
    }
    asked = next(c for c in minutes["contributions"] if c["questions"])
    assert (asked["speaker"], len(asked["questions"])) == ("StR Rockenbauch", 3)
    assert {r["label"] for r in minutes["references"]} == {"NNr. 97", "GRDRs 556/2019"}
    assert len(minutes["distributionList"]) == 35
    assert (await journal("minutes.recorded"))[0]["paperReference"] == "GRDRs 234/2021"
    paper = (await ratsinfo.get(f"/v1/papers/{minutes['paperId']}", params={"asOf": "2021-03-22"})).json()
    assert (paper["effective"], paper["source"]["date"]) == ("2021-03-22", "2021-03-24")


async def test_press_release_and_strategy_become_what_they_are(ratsinfo, import_, seed):
    await import_(("002.txt", seed("002")), ("003.txt", seed("003")), public=True)

    papers = {p["kind"]: p for p in (await ratsinfo.get("/v1/papers")).json()["data"]}
    assert (papers["press_release"]["date"], papers["press_release"]["city"]) == (None, "braunschweig")
    assert (papers["strategy"]["name"], papers["strategy"]["date"]) == ("Smart-City-Strategie", "2020-01-15")
    for paper in papers.values():
        content = (await ratsinfo.get(paper["files"][0]["contentUrl"])).text
        assert "@" not in content
        assert "+49" not in content
