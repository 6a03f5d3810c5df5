"""Who may publish and hear what at NATS: one table, from which the server's permissions are generated.

A wildcard of a permission matches whole tokens only, so every stream and every durable is named in full.
Nobody may read a stream by `$JS.API.DIRECT.GET`: the answer would be the bytes of an event, and it goes to
whatever subject the caller names, also to one that the caller may not publish to.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .names import Stream, durable_name, inbox_prefix, stream_name

LISTENS: Mapping[str, tuple[str, ...]] = {
    "projects": (
        "dms-tracker.progress",
        "dms-tracker.rollout",
        "governance.agenda",
        "governance.decision",
        "governance.meeting",
        "governance.unit",
        "ratsinfo.resolution",
    ),
    "governance": (
        "projects.project",
        "ratsinfo.commitment",
        "ratsinfo.consultation",
        "ratsinfo.enquiry",
        "ratsinfo.file",
        "ratsinfo.minutes",
        "ratsinfo.paper",
        "ratsinfo.resolution",
    ),
    "ratsinfo": (
        "dms-tracker.prerequisite",
        "governance.agenda",
        "governance.council_paper",
        "governance.decision",
        "governance.meeting",
        "governance.organization",
    ),
    "dms-tracker": (
        "governance.meeting",
        "governance.unit",
        "ratsinfo.consultation",
        "ratsinfo.resolution",
    ),
}
"""The services, and the nouns each listens to; a test holds it against their handlers."""

GATEWAY, OPERATOR, PARTNER = "gateway", "operator", "partner"
USERS = (*LISTENS, GATEWAY, OPERATOR, PARTNER)
_EVERY: tuple[Stream, ...] = ("PUBLIC", "INTERNAL", "DLQ")


@dataclass(frozen=True)
class Rights:
    """Everything that one user may do; the rest is refused."""

    publish: tuple[str, ...]
    subscribe: tuple[str, ...]


def rights(root: str) -> dict[str, Rights]:
    """The rights of every user below a subject root."""
    found = {service: _service(root, service) for service in LISTENS}
    return {**found, GATEWAY: _gateway(root), OPERATOR: _operator(root), PARTNER: _partner(root)}


def _service(root: str, service: str) -> Rights:
    """It tells its own events, finds out what the streams still hold of them, and has one consumer."""
    told = [f"{root}.{audience}.{service}.>" for audience in ("internal", "public", "dlq")]
    relay = [
        *(_api("STREAM.INFO", root, stream) for stream in _EVERY),
        *(_api("STREAM.MSG.GET", root, stream) for stream in ("PUBLIC", "INTERNAL")),
        _api("STREAM.PURGE", root, "PUBLIC"),
    ]
    durable = durable_name(service, LISTENS[service])
    return Rights((*told, *relay, *_consumer(root, "INTERNAL", durable)), _inbox(service))


def _gateway(root: str) -> Rights:
    """It hears that something changed, and follows the public stream with a nameless consumer."""
    publish = (
        _api("STREAM.INFO", root, "PUBLIC"),
        _api("CONSUMER.CREATE", root, "PUBLIC"),
        _api("CONSUMER.MSG.NEXT", root, "PUBLIC", "*"),
    )
    return Rights(publish, (*_inbox(GATEWAY), f"{root}.internal.>"))


def _operator(root: str) -> Rights:
    """It makes and mends the streams and looks into them; it tells no events."""
    verbs = ("INFO", "CREATE", "UPDATE", "PURGE", "DELETE", "MSG.GET")
    own = [_api(f"STREAM.{verb}", root, stream) for stream in _EVERY for verb in verbs]
    all_, each = ("LIST", "NAMES", "CREATE"), ("INFO", "MSG.NEXT", "DELETE")
    look = [_api(f"CONSUMER.{verb}", root, stream) for stream in _EVERY for verb in all_]
    ends = [_api(f"CONSUMER.{verb}", root, stream, "*") for stream in _EVERY for verb in each]
    general = ("$JS.API.INFO", "$JS.API.STREAM.LIST", "$JS.API.STREAM.NAMES")
    return Rights((*general, *own, *look, *ends), _inbox(OPERATOR))


def _partner(root: str) -> Rights:
    """An outsider: the public events, as they happen or by a pull consumer of its own name."""
    publish = (
        _api("STREAM.INFO", root, "PUBLIC"),
        *_consumer(root, "PUBLIC", PARTNER),
        _api("CONSUMER.CREATE", root, "PUBLIC", f"{PARTNER}.>"),
        _api("CONSUMER.INFO", root, "PUBLIC", PARTNER),
        _api("CONSUMER.DELETE", root, "PUBLIC", PARTNER),
    )
    return Rights(publish, (*_inbox(PARTNER), f"{root}.public.>"))


def _consumer(root: str, stream: Stream, name: str) -> tuple[str, ...]:
    """Make a consumer of this name, ask it for messages, answer them."""
    return (
        _api("CONSUMER.CREATE", root, stream, name),
        _api("CONSUMER.MSG.NEXT", root, stream, name),
        f"$JS.ACK.{stream_name(root, stream)}.{name}.>",
    )


def _api(verb: str, root: str, stream: Stream, rest: str = "") -> str:
    return f"$JS.API.{verb}.{stream_name(root, stream)}" + (f".{rest}" if rest else "")


def _inbox(owner: str) -> tuple[str, ...]:
    return (f"{inbox_prefix(owner)}.>",)


def password_variable(user: str) -> str:
    """Where a server of one's own finds a password: "dms-tracker" → "NATS_DMS_TRACKER_PASSWORD"."""
    return f"NATS_{user.upper().replace('-', '_')}_PASSWORD"


def server_config(root: str, password: Callable[[str], str]) -> str:
    """The users of a NATS server, to be included into its configuration.

    Args:
        root: first token of every subject.
        password: what to write as the password of a user: a quoted text, or a variable.
    """
    lines = ["authorization {", "  users = ["]
    for user, allowed in rights(root).items():
        lines += [f"    {{ user: {user}, password: {password(user)}, permissions: {{"]
        lines += [f"        publish: {{ allow: [{_quoted(allowed.publish)}] }}"]
        lines += [f"        subscribe: {{ allow: [{_quoted(allowed.subscribe)}] }} }} }}"]
    return "\n".join([*lines, "  ]", "}", ""])


def _quoted(subjects: Iterable[str]) -> str:
    return "".join(f"\n          {json.dumps(subject)}" for subject in subjects)
