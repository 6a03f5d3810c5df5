"""The command `sachstand`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from .errors import LocalProblem

app = typer.Typer(
    name="sachstand",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What has become of the Smart-City strategy? Run it, feed it, ask it.",
)
DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where the data are.", envvar="SACHSTAND_DATA_DIR", show_default=".data"),
]


@app.command()
def up(
    data_dir: DataDir = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port of the gateway.", envvar="SACHSTAND_PORT", show_default="8000"),
    ] = None,
) -> None:
    """Start PostgreSQL, NATS, the four services and the gateway; Ctrl-C stops them."""
    from .console import Console  # noqa: PLC0415  each command loads only what it needs
    from .settings import read_settings  # noqa: PLC0415
    from .up import up as bring_up  # noqa: PLC0415

    bring_up(read_settings(port, data_dir), Console())


def main() -> None:
    """Run the command; a problem with this machine is a sentence, not a traceback."""
    try:
        app()
    except LocalProblem as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
