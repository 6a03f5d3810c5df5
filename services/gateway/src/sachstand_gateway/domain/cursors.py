"""One opaque cursor over several services: how far a reader has read each of them.

Positions are those of the services' own journals, so that a cursor outlives every rebuilt stream.
"""

import base64
import binascii
import json
from collections.abc import Mapping

from sachstand_common.errors import Malformed

Positions = dict[str, int]


class CursorUnreadable(Malformed):
    """This cursor (or Last-Event-ID) was not given out here."""

    code = "cursor_unreadable"


def encode(positions: Mapping[str, int]) -> str:
    """Write positions as an opaque word."""
    text = json.dumps(dict(sorted(positions.items())), separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def decode(cursor: str) -> Positions:
    """Read positions. Raises ``CursorUnreadable``."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise CursorUnreadable from error
    if not isinstance(found, dict) or not all(_is_position(value) for value in found.values()):
        raise CursorUnreadable
    return found


def _is_position(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**62
