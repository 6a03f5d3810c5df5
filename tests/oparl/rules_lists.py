"""What the standard says of external lists, their pages and their filters."""

from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from .answers import FILTERS, asked, edited, name_of, rule, with_body, with_status


def page(answer):
    return answer.page


def full(answer):
    return answer.page and bool(answer.json["data"])


def filtered(answer):
    return answer.page and any(name in answer.query for name in FILTERS)


def ids(answer):
    return [one["id"] for one in answer.json["data"]]


def query_of(url):
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def instant(text):
    """As clients write it; a raw plus arrives as a space."""
    return datetime.fromisoformat(text.replace(" ", "+").replace("Z", "+00:00"))


@rule(page, edited(lambda found: found.pop("pagination")))
def a_list_has_data_pagination_and_links(answer):
    return answer.json.keys() == {"data", "pagination", "links"} and isinstance(answer.json["data"], list)


@rule(page, edited(lambda found: found["links"].pop("self")))
def a_page_says_where_it_is_and_where_the_list_begins(answer):
    links, query = answer.json["links"], {n: v.replace(" ", "+") for n, v in answer.query.items()}
    where = urlsplit(answer.url).path
    begun = {name: value for name, value in query.items() if name != "cursor"}
    if "self" not in links or "first" not in links:
        return False
    return (query_of(links["self"]), query_of(links["first"])) == (query, begun) and all(
        urlsplit(link).path == where for link in links.values()
    )


@rule(asked("next"), edited(lambda found: found.update(data=[])))
def behind_next_there_is_more(answer):
    return answer.status == 200 and bool(answer.json["data"])


@rule(asked("next"), lambda a: edited(lambda found: found.update(data=a.other.json["data"]))(a))
def a_page_goes_on_behind_the_one_before_and_repeats_nothing(answer):
    together = ids(answer.other) + ids(answer)
    return len(together) == len(set(together))


@rule(lambda a: a.page and len(a.json["data"]) > 1,
      edited(lambda found: found["data"][0].update(created="2998-01-01T00:00:00+01:00")))  # fmt: skip
def a_list_goes_from_the_oldest_to_the_newest(answer):
    created = [one["created"] for one in answer.json["data"]]
    return created == sorted(created)


@rule(lambda a: filtered(a) and "next" in a.json["links"],
      edited(lambda found: found["links"].update(next=found["links"]["next"].partition("?")[0])))  # fmt: skip
def filters_and_limit_are_kept_in_every_link(answer):
    kept = {
        n: v.replace(" ", "+") for n, v in answer.query.items() if n in (*FILTERS, "limit", "omit_internal")
    }
    return all(kept.items() <= query_of(link).items() for link in answer.json["links"].values())


@rule(lambda a: a.page and "limit" in a.query and len(a.json["data"]) > 1,
      edited(lambda found: found.update(data=found["data"] * 200)))  # fmt: skip
def a_page_holds_no_more_than_was_asked_for(answer):
    said = answer.json["pagination"]["elementsPerPage"]
    return len(answer.json["data"]) <= said <= int(answer.query["limit"])


@rule(full, edited(lambda found: found["data"][0].update(type="https://schema.oparl.org/1.1/Thing")))
def a_list_holds_objects_of_one_type(answer):
    return {name_of(one) for one in answer.json["data"]} == {answer.listed}


@rule(lambda a: filtered(a) and full(a), edited(
    lambda found: found["data"][0].update(
        dict.fromkeys(("created", "modified"), "1950-01-01T00:00:00+01:00")
        if "_since" in found["links"]["self"]
        else dict.fromkeys(("created", "modified"), "2950-01-01T00:00:00+01:00")
    )
))  # fmt: skip
def a_list_holds_only_what_its_filters_let_through(answer):
    def fits(one, name):
        stamp, border = instant(one[name.partition("_")[0]]), instant(answer.query[name])
        return stamp >= border if name.endswith("since") else stamp <= border

    given = [name for name in FILTERS if name in answer.query]
    return all(fits(one, name) for one in answer.json["data"] for name in given)


@rule(lambda a: full(a) and "modified_since" not in a.query,
      edited(lambda found: found["data"][0].update(deleted=True)))  # fmt: skip
def a_list_hides_what_was_deleted_from_who_does_not_ask_what_was_modified(answer):
    return not any(one.get("deleted") for one in answer.json["data"])


@rule(asked("told"), edited(lambda found: found.update(data=[])))
def who_asks_what_was_modified_since_is_told_what_was_deleted(answer):
    return answer.other.json in answer.json["data"]


@rule(asked("listed"), lambda a: with_body(a.body.replace(b'"created":', b'"name":"x","created":'))(a))
def what_is_listed_is_the_same_as_at_its_id(answer):
    return answer.json in answer.other.json["data"]


@rule(lambda a: full(a) and a.query.get("omit_internal") == "true",
      edited(lambda found: found["data"][0].update(mainFile={"id": "x", "type": "y"})))  # fmt: skip
def omit_internal_leaves_out_what_is_embedded(answer):
    return not any(parent for _, parent in answer.objects)


@rule(asked("empty"), edited(lambda found: found.update(data=None)))
def a_list_without_members_is_an_empty_list(answer):
    return answer.status == 200 and answer.json["data"] == [] and "next" not in answer.json["links"]


@rule(asked("zoneless"), with_status(200))
def an_instant_without_its_zone_is_refused(answer):
    return answer.status == 400


@rule(asked("spelt"), edited(lambda found: found["data"].append({"id": "one more"})))
def however_a_zone_is_written_the_answer_is_the_same(answer):
    return answer.status == 200 and ids(answer) == ids(answer.other)


@rule(asked("misled"), with_status(200))
def a_limit_or_cursor_that_makes_no_sense_is_refused(answer):
    return answer.status == 400
