"""After every connect: is what JetStream acknowledged still there, and if not, since when is it missing?"""

from datetime import UTC, datetime, timedelta

from nats.js import JetStreamContext
from nats.js.api import StreamState
from nats.js.errors import NotFoundError

from ..contracts.base import Audience
from .names import stream_name
from .outbox import Outbox, Published
from .streams import StreamsMissing, declaration


async def floor(outbox: Outbox, js: JetStreamContext, root: str, audience: Audience) -> int:
    """The position up to which the stream still holds our events.

    A log loses its end (a power cut, a restored backup, a wiped store), so what is missing is everything
    after some point: the newest acknowledged event is looked up, and if another one is in its place the
    last match is found by halving.
    """
    stream = stream_name(root, "PUBLIC" if audience == "public" else "INTERNAL")
    try:
        state = (await js.stream_info(stream)).state
    except NotFoundError as error:
        raise StreamsMissing(f"the stream {stream} was not created") from error
    newest = await outbox.newest(audience, 2**62)
    if newest is None or await _holds(js, stream, state, newest):
        return newest.position if newest else 0
    held, lost = 0, newest.position
    while lost - held > 1:
        middle = await outbox.newest(audience, (held + lost) // 2)
        if middle is None or middle.position <= held or await _holds(js, stream, state, middle):
            held = (held + lost) // 2
        else:
            lost = middle.position
    return held


async def _holds(js: JetStreamContext, stream: str, state: StreamState, published: Published) -> bool:
    """Whether the message at the acknowledged sequence carries our event, or has left the stream by age."""
    if published.seq > state.last_seq:
        return False
    if published.seq < state.first_seq:
        keep = timedelta(days=declaration()["max_age_days"])
        return datetime.now(UTC) - published.recorded > keep
    try:
        message = await js.get_msg(stream, seq=published.seq)
    except NotFoundError:
        return False
    return (message.headers or {}).get("Nats-Msg-Id") == str(published.id)
