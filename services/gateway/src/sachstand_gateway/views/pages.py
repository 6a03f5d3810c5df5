"""Pages for people, made by Jinja templates; everything they load is our own."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from .words import FILTERS

ROOM = Path(__file__).parent.parent
STATIC = ROOM / "static"

_environment = Environment(
    loader=FileSystemLoader(ROOM / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(FILTERS)


def render(template: str, **values: Any) -> str:
    """Render a template; what a template asks for and is not given is an error."""
    return _environment.get_template(template).render(**values)
