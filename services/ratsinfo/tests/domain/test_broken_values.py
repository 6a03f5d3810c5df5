"""A dash, a day that is none, a line without a day: what can be read is read, the rest stays null."""

import re
from datetime import date
from uuid import UUID

import pytest

from sachstand_common.facts import City
from sachstand_ratsinfo.domain.contents import Answer
from sachstand_ratsinfo.domain.enquiries import Enquiry, EnquiryState, Given
from sachstand_ratsinfo.domain.findings import Findings
from sachstand_ratsinfo.domain.parsers.stations import stations
from sachstand_ratsinfo.domain.recognition import recognise_document
from sachstand_ratsinfo.domain.text import read

MINUTES, ANSWER = "niederschrift-stuttgart", "stellungnahme-braunschweig"
LAST = re.compile(r"(?s)(zu 3\)).*?Dr\. Beispielmann")
COUNCIL = "Rat der Stadt Braunschweig (zur Kenntnis)"


@pytest.mark.parametrize("dash", ["\n\n-\n\n", " –\n\n", "\n—\n"])
def test_a_dash_is_no_answer_and_the_name_below_it_has_signed(sample, dash):
    paper = recognise_document(LAST.sub(rf"\1{dash}Leinwand", sample(ANSWER))).paper

    assert [(a.number, a.state) for a in paper.answers] == [(1, "answered"), (2, "deferred"), (3, None)]
    assert (paper.answers[2].text, paper.signatory) == (None, "Leinwand")


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["answered", "answered"], EnquiryState.ANSWERED),
        (["answered", None], EnquiryState.PARTLY),
        ([None, None], EnquiryState.OPEN),
        ([], EnquiryState.ANSWERED),
    ],
)
def test_a_question_without_answer_stays_open(states, expected):
    answers = tuple(Answer(n, "Ja." if s else None, s) for n, s in enumerate(states, 1))
    given = Given(paper_id=UUID(int=1), name="x", date=date(2022, 6, 16), answers=answers)

    told = Enquiry(city=City.BRAUNSCHWEIG, given=given)

    assert (told.state, told.answered_on is None) == (expected, expected is EnquiryState.OPEN)


@pytest.mark.parametrize("none", ["keine", "Keine.", "-", "–", "entfällt", "- keine", "keine Anlagen"])
def test_a_list_of_annexes_may_say_that_there_is_none(sample, none):
    text = sample(ANSWER).replace("Vermerk „WLAN an Haltestellen - Ausbau“", none)

    assert recognise_document(text).paper.attachments == ()


@pytest.mark.parametrize("body", ["Verwaltungsausschuss", "Ausschuss für Mustersachen"])
def test_the_head_of_the_council_system_tells_braunschweig_whichever_body_it_goes_to(sample, body):
    text = sample(ANSWER).replace(COUNCIL, f"{body} (zur Kenntnis)")

    found = recognise_document(text)

    assert (found.paper.city, found.paper.stations[0].organization_name) == (City.BRAUNSCHWEIG, body)
    (city,) = [one for one in found.findings if one.field == "city"]
    assert (city.text, city.inferred) == ("Organisationseinheit: Dezernat IX", True)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: re.sub(r"Organisationseinheit:[^\t]*\t", "", text).replace(
            COUNCIL, "Ortsrat (Anhörung)"
        ),
        lambda text: text.replace(COUNCIL, "Rat der Stadt Musterburg (zur Kenntnis)"),
    ],
)
def test_a_city_that_nothing_tells_stays_null(sample, edit):
    found = recognise_document(edit(sample(ANSWER)))

    assert found.paper.city is None
    assert "city" in found.missing


def test_a_step_without_a_day_keeps_its_body_role_and_publicity():
    text = (
        "Beratungsfolge\tSitzungstermin\tStatus\nBauausschuss (Vorberatung)\t\tN\nOrtsrat Mitte\t-\tÖ\n"
        "Rat (Entscheidung)\t23.03.2021\tÖ\nWerksausschuss (Anhörung)\n"
        "Finanzausschuss (Entscheidung)\t31.02.2021\tN\n"
        "Eine Zeile, die keine Station ist\n\nSachverhalt:\n"
    )
    findings = Findings(read(text))

    found = stations(findings)

    assert [(s.organization_name, s.date, s.role, s.public) for s in found] == [
        ("Bauausschuss", None, "preliminary", False),
        ("Ortsrat Mitte", None, None, True),
        ("Rat", date(2021, 3, 23), "decision", True),
        ("Werksausschuss", None, "hearing", None),
        ("Finanzausschuss", None, "decision", False),
    ]
    assert [(one.field, one.text) for one in findings.unclear] == [("station", "31.02.2021")]


@pytest.mark.parametrize(
    ("printed", "broken", "field"),
    [
        ("18.05.2022", "31.02.2022", "meetingDate"),
        ("18.05.2022", "–", "meetingDate"),
        ("412", "-", "number"),
        ("Ausschuss für Digitales des Gemeinderats der Landeshauptstadt Stuttgart", "-", "organizationName"),
    ],
)
def test_one_broken_field_does_not_cost_the_others(sample, printed, broken, field):
    whole = recognise_document(sample(MINUTES)).minutes
    text = sample(MINUTES).replace(printed, broken, 1) + "\nIn Stuttgart."

    found = recognise_document(text)

    lost = {"organizationName": "organization_name", "meetingDate": "meeting_date"}.get(field, field)
    assert getattr(found.minutes, lost) is None
    for name in {"city", "subject", "motion_items", "outcome", "results", "chair", "item_number"} - {lost}:
        assert getattr(found.minutes, name) == getattr(whole, name), name
    assert field in found.missing
    assert [one.text for one in found.unclear] == (["31.02.2022"] if broken == "31.02.2022" else [])


def test_a_form_of_address_is_no_function(sample):
    said = {c.speaker: c.function for c in recognise_document(sample(MINUTES)).minutes.contributions}

    assert (said["Herr Erle"], said["StRin Ahorn"], said["BM Dr. Sample"]) == (None, "StRin", "BM")


def test_a_paper_is_called_what_the_record_prints(sample, seed):
    minutes, real = (recognise_document(text).minutes for text in (sample(MINUTES), seed("004")))

    assert minutes.paper_source_label == "Vorlage des Referats für Mustersachen"
    assert minutes.paper_originators == ("Referats für Mustersachen",)
    assert real.paper_source_label == "Vorlage des Herrn Oberbürgermeisters"
    assert {c.function for c in real.contributions if c.speaker in ("Herr Reichert", "Frau Häußler")} == {
        None
    }
