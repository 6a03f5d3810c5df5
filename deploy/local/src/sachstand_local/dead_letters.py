"""`sachstand events dlq …`: what a service could not take, and what becomes of it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer

from .errors import LocalProblem
from .instance import read_runtime
from .options import DataDir
from .settings import data_dir as choose

if TYPE_CHECKING:
    from sachstand_common.db.connections import Connection
    from sachstand_common.messaging.deadletters import DeadLetter

T = TypeVar("T")
Work = Callable[["Connection"], Awaitable[T]]

app = typer.Typer(no_args_is_help=True, help="Dead letters: events that a service could not take.")
LetterId = Annotated[UUID, typer.Argument(help="The id that `list` shows.")]


@app.command("list")
def list_letters(
    data_dir: DataDir = None,
    resolved: Annotated[bool, typer.Option("--all", help="Also those that are settled.")] = False,
) -> None:
    """List them, service by service, oldest first."""
    from sachstand_common.messaging.deadletters import list_dead_letters  # noqa: PLC0415  slow to load

    found = asyncio.run(_each(_urls(data_dir), lambda c: list_dead_letters(c, resolved=resolved)))
    if not any(found):  # for people: what reads the list finds nothing in it
        print(
            "There are no dead letters." if resolved else "There are no open dead letters.", file=sys.stderr
        )
    for letter in (letter for letters in found for letter in letters):
        state = letter.resolution or "open"
        print(f"{letter.id}  {letter.consumer}  {letter.type}  {letter.error}  [{state}]")


@app.command()
def show(letter_id: LetterId, data_dir: DataDir = None) -> None:
    """Print the event as it arrived."""
    letter, envelope = _found(letter_id, data_dir)
    print(f"{letter.consumer}: {letter.error} (after {letter.deliveries} deliveries)")
    print(envelope.decode(errors="replace"))


@app.command()
def replay(letter_id: LetterId, data_dir: DataDir = None) -> None:
    """Ask the running service to take it again, and all that wait behind it on the same subject."""
    from sachstand_common.messaging.deadletters import replay_dead_letter  # noqa: PLC0415  slow to load

    if not _open(letter_id, data_dir).readable:
        raise LocalProblem(
            f"Dead letter {letter_id} is unreadable: it is no event, so no service can take it. "
            f"`sachstand events dlq show {letter_id}` prints it, `… drop {letter_id} --reason …` settles it."
        )
    asked = sum(asyncio.run(_each(_urls(data_dir), lambda c: replay_dead_letter(c, letter_id))))
    print(f"asked for {asked}")


@app.command()
def drop(
    letter_id: LetterId,
    reason: Annotated[str, typer.Option(help="Why it may be given up; it is kept with the letter.")],
    data_dir: DataDir = None,
) -> None:
    """Give it up for good; what waited behind it is taken next."""
    from sachstand_common.messaging.deadletters import drop_dead_letter  # noqa: PLC0415  slow to load

    _open(letter_id, data_dir)
    asyncio.run(_each(_urls(data_dir), lambda c: drop_dead_letter(c, letter_id, reason)))
    print("dropped")


def _found(letter_id: UUID, data_dir: DataDir) -> tuple["DeadLetter", bytes]:
    """The letter in whichever service has it, and its bytes."""
    from sachstand_common.messaging.deadletters import show_dead_letter  # noqa: PLC0415  slow to load

    for letter in asyncio.run(_each(_urls(data_dir), lambda c: show_dead_letter(c, letter_id))):
        if letter is not None:
            return letter
    raise LocalProblem(f"There is no dead letter {letter_id}. `sachstand events dlq list --all` shows them.")


def _open(letter_id: UUID, data_dir: DataDir) -> "DeadLetter":
    """The letter, if nobody has settled it yet."""
    letter, _ = _found(letter_id, data_dir)
    if letter.resolved_at is not None:
        raise LocalProblem(f"Dead letter {letter_id} is settled: {letter.resolution}.")
    return letter


def _urls(data_dir: DataDir) -> list[str]:
    return list(read_runtime(choose(data_dir)).database_urls.values())


async def _each(urls: list[str], work: Work[T]) -> list[T]:
    """Do the same in the database of each service."""
    results: list[T] = []
    for url in urls:
        async with _connected(url) as connection:
            results.append(await work(connection))
    return results


@asynccontextmanager
async def _connected(url: str) -> "AsyncIterator[Connection]":
    from sachstand_common.db.connections import connect  # noqa: PLC0415  slow to load

    connection = await connect(url)
    try:
        yield connection
    finally:
        await connection.close()
