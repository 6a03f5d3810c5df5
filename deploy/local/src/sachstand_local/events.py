"""`sachstand events …`: look at what the services tell each other and the world."""

import asyncio
import json
import sys
from typing import Annotated

import typer

from . import dead_letters
from .instance import Runtime, read_runtime
from .options import DataDir
from .settings import data_dir as choose

app = typer.Typer(no_args_is_help=True, help="Look at the events, and at those a service could not take.")
app.add_typer(dead_letters.app, name="dlq")


@app.command("tail")
def tail_events(
    data_dir: DataDir = None,
    from_start: Annotated[bool, typer.Option("--from-start", help="Begin with the oldest.")] = False,
    internal: Annotated[bool, typer.Option("--internal", help="What services tell each other.")] = False,
    raw: Annotated[bool, typer.Option("--json", help="Whole events, one JSON object a line.")] = False,
) -> None:
    """Print events as they happen, until Ctrl-C; also across a restart of NATS."""
    runtime = read_runtime(choose(data_dir))
    try:
        asyncio.run(_print(runtime, internal=internal, from_start=from_start, raw=raw))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # somebody read enough (| head): nothing to report, nor on the way out


async def _print(runtime: Runtime, *, internal: bool, from_start: bool, raw: bool) -> None:
    from sachstand_common.messaging.tail import Tail  # noqa: PLC0415  slow to load, `up` needs it not

    tail = Tail(runtime.nats_url, runtime.subject_root, "internal" if internal else "public")
    async for told in tail.events(after=0 if from_start else None):
        print(told.raw.decode() if raw else _line(json.loads(told.raw)), flush=True)


def _line(event: dict[str, object]) -> str:
    version = int(str(event.get("sequence")))
    return f"{event.get('time')}  {event.get('type')}  {event.get('subject')}  v{version}"
