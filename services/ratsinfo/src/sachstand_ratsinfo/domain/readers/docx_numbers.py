"""The numbers that an office program prints before the items of a list; the file only says how they run."""

from dataclasses import dataclass, field

from .base import broken

_NONE = "0"


@dataclass
class Level:
    """How the items of one level are numbered: the kind of number, what is printed, the first one."""

    kind: str = "decimal"
    printed: str = "%1."
    start: int = 1


@dataclass
class Lists:
    """The lists of a document, counted while it is walked through."""

    kinds: dict[str, dict[str, Level]]
    kind_of: dict[str, str]
    styles: dict[str, tuple[str, str]]
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, style: str, number: str, level: str) -> str:
        """What is printed before a paragraph, with a space behind it; nothing where it is in no list."""
        if not number:
            number, styled = self.styles.get(style, ("", ""))
            level = level or styled
        kind = self.kind_of.get(number)
        if number in {"", _NONE} or kind is None:
            return ""
        depth = int(level) if level.isdigit() and len(level) == 1 else 0
        levels = self.kinds.get(kind, {})
        current = levels.get(str(depth), Level())
        if current.kind == "none":
            return ""
        if current.kind == "bullet":
            return "- "
        counted = self._counted.setdefault(kind, {})
        counted[depth] = counted.get(depth, current.start - 1) + 1
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]
        printed = current.printed
        for place in range(depth + 1):
            other = levels.get(str(place), Level())
            printed = printed.replace(f"%{place + 1}", numeral(other.kind, counted.get(place, other.start)))
        return f"{printed[:40]} "


class Numbers:
    """Takes in the parts that say how lists run and which styles are lists."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Level]] = {}
        self._kind_of: dict[str, str] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        self._kind, self._list, self._style = "", "", ""
        self._level = Level()

    def lists(self) -> Lists:
        """What was taken in, ready to count."""
        return Lists(self._kinds, self._kind_of, self._styles)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        named = {key.rpartition("}")[2]: stated for key, stated in attributes.items()}
        stated = named.get("val", "")
        if name == "abstractNum":
            self._kind, self._list = named.get("abstractNumId", ""), ""
        elif name == "lvl":
            self._level = Level()
            self._kinds.setdefault(self._kind, {})[named.get("ilvl", "0")] = self._level
        elif name == "num":
            self._list = named.get("numId", "")
        elif name == "abstractNumId" and self._list:
            self._kind_of[self._list] = stated
        elif name == "style":
            self._style = named.get("styleId", "")
        else:
            self._detail(name, stated)

    def _detail(self, name: str, stated: str) -> None:
        if name == "numFmt":
            self._level.kind = stated
        elif name == "lvlText":
            self._level.printed = stated
        elif name == "start" and stated.isdigit():
            self._level.start = int(stated[:6])
        elif name == "numId" and self._style:
            self._styles[self._style] = (stated, self._styles.get(self._style, ("", ""))[1])
        elif name == "ilvl" and self._style:
            self._styles[self._style] = (self._styles.get(self._style, ("", ""))[0], stated)

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, of which these parts have none."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A document type definition, which the format forbids.

        Raises:
            Unreadable: always.
        """
        raise broken("DOCX")

    def close(self) -> None:
        """The part ends."""


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(kind: str, number: int) -> str:
    """A number as its kind prints it: "3", "c", "iii"; a kind we do not know counts in digits."""
    if kind in {"lowerLetter", "upperLetter"} and 0 < number <= 26:
        printed = chr(ord("a") + number - 1)
    elif kind in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        printed, left = "", number
        for worth, sign in _ROMAN:
            printed += sign * (left // worth)
            left %= worth
    else:
        return str(number)
    return printed.upper() if kind.startswith("upper") else printed
