"""What leaves to the public from an imported document, in every text and every field."""

import json

import pytest

ANSWER, MINUTES, PRESS = (
    "stellungnahme-braunschweig",
    "niederschrift-stuttgart",
    "pressemitteilung-braunschweig",
)
CONTACTS = (
    "Frau A, (0531) 470-4711", "Frau B, 0531 470 4712", "Frau C, 0531 4704713",
    "Zimmer 9, (05 31) 4 70-47 14", "Zentrale +49 (531) 470 4720", "Frau D (Durchwahl 4715)",
    "Herr E, Apparat 4721", "T 0531.470.4717", "Privat(anschrift): Musterweg 5, 38100 Musterstadt",
    "Spenden: DE02 1203 0000 0000 2020 51",
)  # fmt: skip
SECRETS = (
    "4711", "4712", "4713", "47 14", "4715", "4717", "4720", "4721", "4704713", "Musterweg",
    "DE02", "2020 51",
)  # fmt: skip
LISTS = ("papers", "minutes", "files", "consultations", "commitments", "enquiries", "resolutions")


def everywhere(text, contact):
    """A document that prints a contact in each place that becomes a field."""
    return "\n".join(
        line + f" {contact}" if line.rstrip().endswith((".", "fest:", "mu", "Ausbau“")) else line
        for line in text.split("\n")
    )


async def test_contact_data_at_the_end_of_a_press_release_is_not_public(
    ratsinfo, import_, sample, clerk, shown
):
    text = sample(PRESS) + "\n" + "\n".join(CONTACTS) + "\n"

    report = (await import_(("p.txt", text), public=True))["files"][0]

    assert report["public"] is True
    path = f"/v1/files/{report['fileIds'][0]}/content"
    kept = (await ratsinfo.get(path, headers=clerk, params={"rendition": "text"})).text
    for seen in (await shown(), kept):
        assert not [secret for secret in SECRETS if secret in seen]
        assert "Frau A, [Kontaktangabe entfernt]" in seen
    assert "(0531) 470-4711" in (await ratsinfo.get(path, headers=clerk)).text


@pytest.mark.parametrize("name", [MINUTES, ANSWER])
@pytest.mark.parametrize("contact", CONTACTS)
async def test_contact_data_is_in_no_field_of_minutes_and_papers(
    ratsinfo, import_, sample, clerk, shown, name, contact
):
    text = everywhere(sample(name), contact)
    assert text.count(contact) > 3

    report = (await import_((f"{contact}.txt".replace("/", ""), text), public=True))["files"][0]

    assert report["outcome"] == "imported"
    internal = [(await ratsinfo.get(f"/v1/{name}", headers=clerk)).json()["data"] for name in LISTS]
    for seen in (await shown(), json.dumps(internal, ensure_ascii=False), json.dumps(report["recognised"])):
        assert not [secret for secret in SECRETS if secret in contact and secret in seen]


@pytest.mark.parametrize("heading", ["VERTEILER:", "### Verteiler (intern)", "**V e r t e i l e r**", ""])
async def test_a_distribution_list_is_for_clerks_only(ratsinfo, import_, sample, clerk, shown, heading):
    head, listed = sample(MINUTES).split("## Verteiler:")

    report = (await import_(("m.txt", f"{head}{heading}\n{listed}")))["files"][0]

    assert (report["public"], report["notes"]) == (True, [])
    assert "Musterkämmerei" not in await shown()
    full = (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}", headers=clerk)).json()
    assert len(full["distributionList"]) == 7


async def test_the_report_says_that_an_ending_was_not_understood(import_, sample, shown):
    head = sample(MINUTES).split("## Verteiler:")[0]

    report = (await import_(("m.txt", f"{head}Kanzlei Linde\nDruckerei")))["files"][0]

    assert (report["public"], report["notes"]) == (True, ["ending_withheld"])
    assert "recipients" in report["notRecognised"]
    assert "Kanzlei Linde" not in await shown()


@pytest.mark.parametrize("kind", ["txt", "html"])
async def test_a_closed_step_is_shown_by_no_list_and_in_no_text(
    ratsinfo, import_, sample, clerk, shown, kind
):
    open_row = "Rat der Stadt Braunschweig (zur Kenntnis)\t14.06.2022\tÖ"
    rows = f"Bauausschuss\t07.06.2022\tÖ\nVerwaltungsausschuss (Vorberatung)\t09.06.2022\tN\n{open_row}"
    text = sample(ANSWER).replace(open_row, rows).replace("Verwaltungsausschuss am", "Ausschuss am")
    if kind == "html":
        cells = [line.split("\t") for line in text.split("\n")]
        lines = ["".join(f"<td>{cell}</td>" for cell in row) if len(row) > 1 else row[0] for row in cells]
        text = "<html>" + "".join(
            f"<table><tr>{line}</tr></table>" if "<td>" in line else f"<p>{line}</p>" for line in lines
        )

    report = (await import_((f"a.{kind}", text)))["files"][0]

    assert report["public"] is True
    seen = await shown()
    assert "Verwaltungsausschuss" not in seen
    assert "09.06.2022" not in seen
    assert "2022-06-09" not in seen
    paper = (await ratsinfo.get(f"/v1/papers/{report['paperId']}", headers=clerk)).json()
    assert [s["organizationName"] for s in paper["internalConsultations"]] == ["Verwaltungsausschuss"]
    path = f"/v1/files/{report['fileIds'][0]}/content"
    kept = (await ratsinfo.get(path, headers=clerk, params={"rendition": "text"})).text
    assert "Verwaltungsausschuss (Vorberatung)" in kept
