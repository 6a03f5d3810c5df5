"""What the standard says of HTTP: addresses, headers, errors, bytes."""

import re
from email.utils import parsedate_to_datetime

from sachstand_common.oparl.forms import VERSION

from .answers import asked, edited, headed, in_object, rule, with_body, with_status
from .rules_lists import instant

VARYING = {"date", "traceresponse", "x-request-id", "cache-status"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def shown(answer):
    return answer.object or answer.page


def failed(answer):
    return answer.status >= 400 and answer.method != "HEAD"


@rule(lambda a: shown(a) or failed(a), headed("content-type", "text/html"))
def json_is_sent_as_json(answer):
    return answer.headers["content-type"].partition(";")[0] == "application/json"


@rule(lambda a: shown(a) or failed(a), lambda a: with_body(a.body.replace(b":", b":\x0b", 1))(a))
def json_is_utf_8_without_control_characters(answer):
    return CONTROL.search(answer.body.decode("utf-8", "strict")) is None


@rule(lambda a: True, headed("access-control-allow-origin", None))
def pages_of_every_origin_may_read_every_answer(answer):
    return answer.headers.get("access-control-allow-origin") == "*"


@rule(asked("head"), with_body(b"{}"))
def head_is_answered_without_a_body(answer):
    return answer.body == b""


@rule(asked("head"), headed("content-length", "0"))
def head_is_answered_with_the_status_and_the_headers_of_get(answer):
    def told(one):
        return {name: value for name, value in one.headers.items() if name not in VARYING}

    return (answer.status, told(answer)) == (answer.other.status, told(answer.other))


@rule(failed, edited(lambda found: found.update(type="about:blank")))
def an_error_is_an_error_object(answer):
    found = answer.json
    return (
        found["type"] == f"{VERSION}Error"
        and bool(found["message"])
        and found.keys() <= {"type", "message", "debug"}
    )


@rule(asked("nothing"), with_status(200))
def what_is_not_there_is_not_found(answer):
    return answer.status == 404


@rule(asked("spelling"), with_status(200))
def another_spelling_of_an_address_leads_to_the_one_address(answer):
    return answer.status == 301 and answer.headers["location"] == answer.other.url


@rule(asked("number"), headed("location", "/oparl/v1.1/paper/1"))
def the_number_of_a_paper_leads_to_it(answer):
    return answer.status == 301 and answer.headers["location"] == answer.other.url


@rule(asked("bytes"), headed("content-disposition", "attachment"))
def the_access_url_shows(answer):
    return answer.headers["content-disposition"].startswith("inline")


@rule(asked("saved"), headed("content-disposition", "inline"))
def the_download_url_saves_under_a_name(answer):
    return answer.headers["content-disposition"].startswith("attachment; filename")


@rule(lambda a: a.how in ("bytes", "saved"), headed("content-type", "text/html"))
def the_media_type_of_a_file_is_the_one_its_object_names(answer):
    return answer.headers["content-type"].partition(";")[0] == answer.other.json["mimeType"]


@rule(shown, headed("etag", None))
def every_object_and_page_bears_an_etag(answer):
    return re.fullmatch(r'"[^"]+"', answer.headers.get("etag", "")) is not None


@rule(lambda a: shown(a) and bool(a.objects), headed("last-modified", "Mon, 01 Jan 2001 00:00:00 GMT"))
def last_modified_is_when_the_newest_in_it_was_modified(answer):
    top = answer.json["data"] if answer.page else [answer.json]
    return parsedate_to_datetime(answer.headers["last-modified"]) == max(
        instant(one["modified"]) for one in top
    )


@rule(asked("known"), with_status(200))
def what_a_client_has_is_not_sent_again(answer):
    return (answer.status, answer.body) == (304, b"")


@rule(asked("known"), headed("etag", '"another"'))
def what_is_not_sent_again_bears_the_same_etag(answer):
    return answer.headers["etag"] == answer.other.headers["etag"]


@rule(asked("known before"), with_status(304))
def what_changed_since_is_sent_again(answer):
    return answer.status == 200 and answer.body == answer.other.body


@rule(lambda a: a.method == "GET" and a.status == 200, headed("content-length", "1"))
def every_answer_says_how_long_it_is(answer):
    return int(answer.headers["content-length"]) == len(answer.body)


@rule(asked("part"), with_body(b"x"))
def a_range_is_the_part_that_was_asked_for(answer):
    first, last = map(int, answer.sent["range"].removeprefix("bytes=").split("-"))
    whole = answer.other.body
    return (answer.status, answer.body, answer.headers["content-range"]) == (
        206, whole[first : last + 1], f"bytes {first}-{last}/{len(whole)}",
    )  # fmt: skip


@rule(asked("behind"), with_status(206))
def a_range_behind_the_end_is_refused(answer):
    return answer.status == 416


@rule(asked("host"), in_object(lambda one: one.update(name="http://rathaus.example")))
def the_name_by_which_the_server_is_called_changes_nothing(answer):
    return (answer.status, answer.body) == (answer.other.status, answer.other.body)


@rule(asked("written"), headed("allow", "GET, POST"))
def nobody_writes_here(answer):
    return answer.status == 405 and set(answer.headers["allow"].split(", ")) <= {"GET", "HEAD", "OPTIONS"}


@rule(asked("asking"), headed("access-control-allow-methods", ""))
def a_browser_may_ask_before_it_asks(answer):
    return answer.status < 300 and "GET" in answer.headers.get("access-control-allow-methods", "")
