"""What the standard says of objects."""

import hashlib
import re

from jsonschema import Draft202012Validator

from sachstand_common.oparl.attributes import ATTRIBUTES, MEETING_STATES, ORGANIZATION_TYPES
from sachstand_common.oparl.forms import BACK, KEPT_EMPTY, PREFIX, VERSION, Kind

from .answers import (
    SEGMENTS,
    asked,
    edited,
    in_object,
    name_of,
    put,
    rule,
    values,
    with_body,
    with_status,
    without,
)

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NATIVE = "sachstand:api"
TOMBSTONE = {"id", "type", "created", "modified", "deleted"}
REFERS = {
    **{name: kind for kind in Kind for name in (kind[0].lower() + kind[1:],)},
    **dict.fromkeys(("masterFile", "derivativeFile"), Kind.FILE),
    **dict.fromkeys(("relatedPaper", "superordinatedPaper", "subordinatedPaper", "papers"), Kind.PAPER),
    **dict.fromkeys(("originatorOrganization", "underDirectionOf", "onBehalfOf"), Kind.ORGANIZATION),
    **{"subOrganizationOf": Kind.ORGANIZATION, "originatorPerson": Kind.PERSON, "meetings": Kind.MEETING},
}
"""To what an attribute leads that refers to objects."""


def shown(answer):
    return answer.object or answer.page


def of(kind):
    """Answers with an object of this kind, alone or as the first of a page."""
    return lambda answer: any(
        name_of(one) == kind and not one.get("deleted") for one, _ in answer.objects[:1]
    )


def living(answer, *kinds):
    return [
        one for one, _ in answer.objects if not one.get("deleted") and (name_of(one) in kinds or not kinds)
    ]


def of_sort(answer, sort):
    for one, _ in answer.objects:
        table = ATTRIBUTES.get(name_of(one), {})
        for name, value in one.items():
            if name in table and table[name].type == sort:
                yield value


def later(answer):
    return answer.how == "later"


def same(one, other):
    """Two renderings of an object, but for when it was modified."""
    return {n: v for n, v in one.items() if n != "modified"} == {
        n: v for n, v in other.items() if n != "modified"
    }


def embedded_in(answer):
    """The object as the answer that led to it embeds it."""
    found = [one for one, parent in answer.other.objects if parent and one["id"] == answer.url]
    outer = [one for one, _ in answer.other.objects if found[0] in [*values(one)][1:]]
    return found[0], outer[-1]


@rule(shown, without("modified"))
def an_object_says_its_id_its_type_and_when_it_was_created_and_modified(answer):
    return all({"id", "type", "created", "modified"} <= one.keys() for one, _ in answer.objects)


@rule(lambda a: a.object, in_object(lambda one: one.update(id=one["id"] + "0")))
def an_object_stands_at_its_id(answer):
    return answer.json["id"] == answer.url.partition("?")[0]


@rule(shown, put(type=f"{VERSION}Thing"))
def the_type_is_the_url_of_what_the_address_names(answer):
    names = [(one["id"].removeprefix(answer.base + PREFIX).split("/")[1], one) for one, _ in answer.objects]
    return all(one["type"] == f"{VERSION}{SEGMENTS.get(segment)}" for segment, one in names)


@rule(shown, lambda a: with_body(a.body.replace(a.base.encode(), b"http://rathaus.example"))(a))
def every_address_of_ours_begins_with_the_public_one(answer):
    texts = [one for one in values(answer.json) if isinstance(one, str) and re.match(r"\w+://", one)]
    ours = [one for one in texts if not one.startswith(VERSION)]
    return b"\x01" not in answer.body and all(one.startswith(f"{answer.base}/") for one in ours)


@rule(shown, put(modified="2026-11-02T09:00:00.000000Z"))
def an_instant_has_whole_seconds_and_an_offset(answer):
    return all(INSTANT.fullmatch(value) for value in of_sort(answer, "instant"))


@rule(
    lambda a: bool([*of_sort(a, "date")]),
    lambda a: with_body(re.sub(rb'e": ?"(\d{4})-', rb'e":"\1', a.body))(a),
)
def a_date_is_a_year_a_month_and_a_day(answer):
    return all(DAY.fullmatch(value) for value in of_sort(answer, "date"))


@rule(shown, put(name=None))
def nothing_is_null(answer):
    return all(one is not None for one in values(answer.json))


@rule(shown, put(name=" "))
def no_text_is_empty(answer):
    return all(one.strip() for one in values(answer.json) if isinstance(one, str))


@rule(shown, put(keyword=[]))
def no_list_is_empty_but_a_mandatory_one(answer):
    may = {name for one, _ in answer.objects for name in KEPT_EMPTY.get(name_of(one), ())}
    return all(value != [] or name in may for one, _ in answer.objects for name, value in one.items())


@rule(shown, put(created="2999-01-01T00:00:00+01:00"))
def nothing_was_modified_before_it_was_created(answer):
    return all(one["created"] <= one["modified"] for one, _ in answer.objects)


@rule(shown, put(**{"sachstand:votes": ["1", "2"]}))
def what_the_standard_does_not_know_is_one_text_of_our_own(answer):
    foreign = [
        (n, v) for one, _ in answer.objects for n, v in one.items() if n not in ATTRIBUTES[name_of(one)]
    ]
    return all(name == NATIVE and isinstance(value, str) for name, value in foreign)


@rule(of(Kind.PAPER), in_object(lambda one: one["mainFile"].update(paper=[one["id"]])))
def what_is_embedded_does_not_lead_back(answer):
    pairs = [(one, parent) for one, parent in answer.objects if parent]
    back = [(one, BACK[Kind(name_of(one)), Kind(name_of({"type": parent}))][0]) for one, parent in pairs]
    return all(name not in one for one, name in back)


@rule(asked("embedded"), with_status(404))
def what_is_embedded_can_be_had_at_its_id(answer):
    return answer.status == 200 and answer.json["id"] == answer.url


@rule(
    asked("embedded"),
    in_object(lambda one: one.update(sort="other", name="Anders", role="x", description="x")),
)
def what_is_embedded_says_the_same_as_at_its_id(answer):
    inside, _ = embedded_in(answer)
    own = {name: value for name, value in answer.json.items() if name in inside}
    return same(inside, own) and inside["modified"] <= own["modified"]


@rule(asked("embedded"), lambda a: in_object(lambda one: [one.pop(n, 0) for n in back_names(a)])(a))
def what_stands_alone_leads_back_to_what_embeds_it(answer):
    _, outer = embedded_in(answer)
    name, _ = BACK[answer.kind, Kind(name_of(outer))]
    return outer["id"] in (
        answer.json.get(name) if isinstance(answer.json.get(name), list) else [answer.json.get(name)]
    )


def back_names(answer):
    return {name for (child, _), (name, _) in BACK.items() if child == answer.kind}


@rule(lambda a: a.how.startswith("refers:"), put(deleted=True))
def a_reference_leads_to_an_object_that_is_there(answer):
    wanted = REFERS[answer.how.partition(":")[2]]
    return answer.status == 200 and name_of(answer.json) == wanted and "deleted" not in answer.json


@rule(lambda a: bool([m for m in living(a, Kind.MEETING) if "agendaItem" in m]),
      lambda a: with_body(a.body.replace(b'"order":0', b'"order":1'))(a))  # fmt: skip
def the_items_of_a_meeting_are_counted_from_nought_in_their_order(answer):
    agendas = [meeting["agendaItem"] for meeting in living(answer, Kind.MEETING) if "agendaItem" in meeting]
    return all([item["order"] for item in items] == list(range(len(items))) for items in agendas)


@rule(of(Kind.MEETING), put(meetingState="vertagt"))
def how_far_a_meeting_came_is_one_of_three_words(answer):
    return all(one.get("meetingState") in MEETING_STATES for one in living(answer, Kind.MEETING))


@rule(of(Kind.ORGANIZATION), put(organizationType="Ausschuss"))
def the_sort_of_an_organization_is_one_of_seven_words(answer):
    found = [one.get("organizationType") for one in living(answer, Kind.ORGANIZATION)]
    return all(one is None or one in ORGANIZATION_TYPES for one in found)


@rule(of(Kind.BODY), put(ags="8111000"))
def a_body_bears_its_official_key_of_eight_digits(answer):
    return all(re.fullmatch(r"\d{8}", one["ags"]) for one in living(answer, Kind.BODY))


@rule(of(Kind.BODY), without("locationList"))
def a_body_names_every_list_also_those_that_came_with_1_1(answer):
    lists = {name for name, one in ATTRIBUTES[Kind.BODY].items() if one.type == "list"}
    return all(lists <= one.keys() for one in living(answer, Kind.BODY))


@rule(
    lambda a: bool(living(a, Kind.LEGISLATIVE_TERM)),
    lambda a: with_body(a.body.replace(b"startDate", b"begin"))(a),
)
def a_term_says_when_it_began(answer):
    return all("startDate" in one for one in living(answer, Kind.LEGISLATIVE_TERM))


@rule(of(Kind.SYSTEM), put(oparlVersion="https://schema.oparl.org/1.0/"))
def the_system_says_its_version_and_where_its_bodies_are(answer):
    own = answer.json
    return own["oparlVersion"] == VERSION and own["body"].startswith(answer.base)


@rule(of(Kind.FILE), without("accessUrl"))
def a_file_says_where_it_is_shown_and_where_it_is_saved(answer):
    files = living(answer, Kind.FILE)
    return all(one.get("accessUrl") == f"{one['id']}/access" for one in files) and all(
        one.get("downloadUrl") == f"{one['id']}/download" for one in files
    )


@rule(lambda a: any("endDate" in one for one in living(a)[:1]), put(endDate="1900-01-01"))
def nothing_ends_before_it_begins(answer):
    spans = [
        (one.get(a), one.get(b))
        for one in living(answer)
        for a, b in (("startDate", "endDate"), ("start", "end"))
    ]
    return all(begin is None or end is None or begin <= end for begin, end in spans)


@rule(lambda a: a.object and a.json.get("deleted", False), put(name="Was darin stand"))
def a_tombstone_says_only_what_it_was_and_that_it_is_deleted(answer):
    return answer.json.keys() == TOMBSTONE and answer.json["deleted"] is True


@rule(lambda a: later(a) and "deleted" in a.json, put(created="2026-11-03T00:00:00+01:00"))
def a_tombstone_keeps_when_it_was_created_and_was_modified_when_it_was_deleted(answer):
    before, now = answer.other.json, answer.json
    return before["created"] == now["created"] and before["modified"] < now["modified"]


@rule(later, put(modified="2999-01-01T00:00:00+01:00", name="wie zuvor"))
def modified_grows_when_what_is_shown_changes(answer):
    before, now = answer.other.json, answer.json
    return same(before, now) or before["modified"] < now["modified"] < "2999"


@rule(lambda a: later(a) and same(a.json, a.other.json), put(modified="2026-11-09T00:00:00+01:00"))
def modified_stands_still_where_nothing_changed(answer):
    return answer.json["modified"] == answer.other.json["modified"]


@rule(asked("bereaved"), lambda a: in_object(lambda one: one.update(modified=a.other.json["modified"]))(a))
def what_embedded_a_deleted_object_has_a_new_modified(answer):
    return answer.json["modified"] > answer.other.json["modified"]


@rule(asked("bytes"), lambda a: with_body(a.body + b" ")(a))
def a_file_has_the_size_and_the_checksum_of_its_bytes(answer):
    own = answer.other.json
    return (own["size"], own["sha512Checksum"]) == (len(answer.body), hashlib.sha512(answer.body).hexdigest())


@rule(asked("bytes"), with_body(b"etwas anderes"))
def the_text_of_a_file_is_what_its_address_shows(answer):
    return answer.other.json["text"] == answer.body.decode().strip()


@rule(asked("gone"), with_status(404))
def the_bytes_of_a_deleted_file_are_gone(answer):
    return answer.status == 410


@rule(lambda a: bool(a.schema), edited(lambda found: found.update(unknown=1)))
def an_answer_is_as_its_published_schema_says(answer):
    return Draft202012Validator(answer.schema).is_valid(answer.json)
