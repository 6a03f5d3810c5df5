"""The command `sachstand`."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from . import events
from .errors import LocalProblem
from .options import DataDir
from .settings import data_dir as choose

app = typer.Typer(
    name="sachstand",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What has become of the Smart-City strategy? Run it, feed it, ask it.",
)
app.add_typer(events.app, name="events")


@app.command()
def up(
    data_dir: DataDir = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port of the gateway.", envvar="SACHSTAND_PORT", show_default="8000"),
    ] = None,
) -> None:
    """Start PostgreSQL, NATS, the four services and the gateway; Ctrl-C stops them."""
    from .forking import warm_up  # noqa: PLC0415  each command loads only what it needs

    warm_up()  # on the second core, while this process loads its own part
    from .console import Console  # noqa: PLC0415
    from .settings import read_settings  # noqa: PLC0415
    from .up import up as bring_up  # noqa: PLC0415

    bring_up(read_settings(port, data_dir), Console())


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Documents: text, PDF, HTML or DOCX.")],
    data_dir: DataDir = None,
    public: Annotated[
        bool, typer.Option("--public", help="They are public, even where they do not print it.")
    ] = False,
    city: Annotated[
        str | None, typer.Option(help="braunschweig or stuttgart, where a document does not tell.")
    ] = None,
    embargo_until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="They are public from this day on (Sperrfrist).")
    ] = None,
) -> None:
    """Import documents into ratsinfo and say what became of each."""
    from rich.console import Console  # noqa: PLC0415  each command loads only what it needs

    from .access import base_url, token_for  # noqa: PLC0415
    from .importing import Import, summary  # noqa: PLC0415

    folder, console = choose(data_dir), Console(highlight=False)
    job = Import(base_url(folder), token_for(folder, "gremiendienst"), public, city, embargo_until)
    outcomes = job.run(files, console)
    console.print(summary(outcomes))
    raise typer.Exit(0 if all(outcome.taken for outcome in outcomes) else 1)


@app.command()
def mirror(
    url: Annotated[str, typer.Argument(help="The System of another OParl server, or one of its bodies.")],
    data_dir: DataDir = None,
    body: Annotated[
        str | None, typer.Option(help="Which of its bodies: URL, name, AGS or the end of its id.")
    ] = None,
    city: Annotated[
        str | None, typer.Option(help="braunschweig or stuttgart, where its AGS does not tell.")
    ] = None,
    files: Annotated[
        bool, typer.Option("--files", help="Fetch files too and take in their text; else they are links.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Read everything again, not only what was modified since.")
    ] = False,
) -> None:
    """Take in what another council information system publishes, or what changed there since."""
    from rich.console import Console  # noqa: PLC0415  each command loads only what it needs

    from .access import base_url, token_for  # noqa: PLC0415
    from .mirroring import Mirroring, remarks, summary  # noqa: PLC0415

    folder, console = choose(data_dir), Console(highlight=False)
    order = {"url": url, "body": body, "city": city, "files": files, "full": full}
    job = Mirroring(base_url(folder), token_for(folder, "gremiendienst")).run(order, console)
    console.print(summary(job))
    for remark in remarks(job):
        console.print(remark, soft_wrap=True)
    raise typer.Exit(0 if job["state"] == "done" and not job["missing"] else 1)


@app.command()
def token(
    role: Annotated[str, typer.Option(help="cdo, stabsstelle, beauftragte, gremiendienst, dms-team, …")],
    data_dir: DataDir = None,
    unit: Annotated[str | None, typer.Option(help="Unit of a beauftragte, e.g. 'FB 37'.")] = None,
    contract: Annotated[str | None, typer.Option(help="Contract of a vendor.")] = None,
) -> None:
    """Print an access token of the local issuer, and nothing else."""
    from .access import issue_token  # noqa: PLC0415  each command loads only what it needs

    print(issue_token(choose(data_dir), role, unit, contract))


@app.command()
def status(data_dir: DataDir = None) -> None:
    """Say how the running instance is; exit code 1 unless everything is well."""
    from .status import show_status  # noqa: PLC0415  each command loads only what it needs

    raise typer.Exit(0 if show_status(choose(data_dir)) else 1)


@app.command()
def prepare(
    nats_users: Annotated[
        bool, typer.Option("--nats-users", help="Only print the users of NATS, for its configuration.")
    ] = False,
) -> None:
    """Create or update tables and streams on servers of your own; safe to repeat, before each release."""
    from .settings import read_settings  # noqa: PLC0415  each command loads only what it needs
    from .stores import prepare_own_servers, users_of_own_nats  # noqa: PLC0415

    if nats_users:
        print(users_of_own_nats(), end="")
    else:
        asyncio.run(prepare_own_servers(read_settings(), print))


def main() -> None:
    """Run the command; a problem with this machine is a sentence, not a traceback."""
    try:
        app()
    except LocalProblem as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
