"""What streams, durable consumers and inboxes are called; permissions are given by these names."""

from collections.abc import Iterable
from typing import Literal

from ..identifiers import stable_id

Stream = Literal["PUBLIC", "INTERNAL", "DLQ"]


def stream_name(root: str, stream: Stream) -> str:
    """The stream of a subject root: "sachstand" → "SACHSTAND_PUBLIC"."""
    return f"{root.upper().replace('.', '_').replace('-', '_')}_{stream}"


def durable_name(service: str, nouns: Iterable[str]) -> str:
    """The durable consumer of a service that listens to these nouns ("governance.meeting").

    It carries the set of nouns: with a new noun a new durable starts at the beginning of the stream.
    """
    return f"{service}-{stable_id('consumer', ','.join(sorted(nouns))).hex[:8]}"


def inbox_prefix(owner: str) -> str:
    """Where the replies to somebody arrive; nobody else may listen there."""
    return f"_INBOX_{owner}"
