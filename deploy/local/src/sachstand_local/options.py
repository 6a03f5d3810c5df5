"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where the data are.", envvar="SACHSTAND_DATA_DIR", show_default=".data"),
]
