"""The words of a result sentence: which items it names, what was done with them, how, by how many votes.

Only words whose meaning is settled say something; whatever may turn a sentence into another one ("nicht",
"vorbehaltlich", "Satz 2", another motion) is marked as well, so that nothing is read over it.
"""

import re
from dataclasses import dataclass

_KEY = (
    r"(?:(?:Beschluss(?:antrags)?|Antrags)(?:ziffern?|punkte?n?)|Ziffern?|Ziff\.|Nummern?|Nrn?\."
    r"|Punkte?n?|Pkt\.)"
)
_ONE = (
    r"\d{1,2}(?![\d/%A-Za-zäöü]|[.,]\d|\s*(?:%|Mio|EUR|Euro|Ja\b|Nein\b|Stimm|Gegenst|Enthalt))"
    r"(?:\.(?=\s+[a-zäöü]))?\)?"
)
_JOIN = (
    r"\s*(?:,\s*(?:und|sowie)\b|,(?!\s*(?:[a-z]+\s+)?[A-ZÄÖÜ])|und\b|sowie\b|u\.|&|\+|bis\b|[-–])\s*(?:(?:der|die|den|zur?|von)\s+)?"
    rf"(?:{_KEY}\s*)?"
)
_LIST = rf"{_ONE}(?:{_JOIN}{_ONE}){{0,30}}"
NAMED = rf"{_KEY}\s*{_LIST}"
"""Items as they are named: "Ziffer 2", "den Ziffern 1, 2 und 4", "Nr. 1 bis 3"."""
_MOTION = (
    r"(?:Beschluss(?:antr[aä]g|vorschl[aä]g|empfehlung|entw[uü]rf|vorlage)|Beratungsunterlage"
    r"|(?:Verwaltungsv|V)orlage|Drucksache|Antr[aä]g)(?:e?s|en?)?\b"
)
_OWN = (
    r"(?:(?:Stadtv|V)erwaltung|Vorlage|Drucksache|Beratungsunterlage|Herrn|Frau|Oberbürgermeister|Referat"
    r"|Dezernat|Amt)"
)
"""Whose the motion of a paper is; with anybody else it is another one."""
_NUMBERED = r"(?:GRDrs|GRDRs|Drucksache|Antr[aä]g|TOP|Punkt)"
_ITEMS = (
    r"(?P<but>\b(?:(?:mit|unter)\s+(?:Ausnahme|Ausschluss)|außer|ohne|ausgenommen|abzüglich|bis\s+auf)\s+"
    r"(?:(?:von|der|des|die|den)\s+)*)?"
    r"(?P<at>\b(?:in|unter|gemäß|nach|entsprechend|laut|aus|durch|gegen|auf|für|wie|um|hinsichtlich|bezüglich)"
    r"\s+(?:(?:der|den|dem|die)\s+)*)?"
    rf"(?:\b{_MOTION},?\s+(?:zu\s+|\()?)?(?:\b{_KEY}|\b[Zz]u(?=\s+\d{{1,2}}\s*[.):]))\s*"
    rf"(?P<list>{_LIST})(?:\s+(?:des|der|vom|im)\s+{_MOTION})?"
)
_NUMBERS = {
    "einer": 1, "einem": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
_VOTES = {
    "yes": r"Ja(?:-?[Ss]timmen?)?\b|Stimmen?\s+dafür\b|[Dd]afür\b",
    "no": r"Nein(?:-?[Ss]timmen?)?\b|Stimmen?\s+dagegen\b|[Dd]agegen\b",
    "against": r"Gegenstimmen?\b",
    "abstain": r"(?:Stimm)?[Ee]nthaltung(?:en)?\b",
}
_VOTE = "|".join(_VOTES.values())
_COUNTED = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})\s+"
_SAYS = {
    "adopted": r"zugestimmt|zuzustimmen|angenommen|anzunehmen|beschlossen|zu\s+beschließen|(?:ge)?billigt",
    "resolves": r"beschlie(?:ßt|ßen)|beschloss",
    "rejected": r"abgelehnt|abzulehnen|keine\s+Mehrheit",
    "noted": r"Kenntnis(?:nahme|\s+genommen|\s+zu\s+nehmen)",
    "postponed": r"vertagt|zu\s+vertagen|zurück\s?gestellt|zurückzustellen|verschoben|abgesetzt",
    "referred": r"(?:zurück)?(?:ver|über)wiesen|zurückzuverweisen|zu\s+verweisen"
    r"|(?:ver|über)weist(?!\s+auf\b)",
    "withdrawn": r"zurück\s?gezogen|zurückzuziehen",
}
_FIELD = (
    rf"(?!{_KEY}|\w*[Aa]ntr[aä]g|{_MOTION}|Abs|Satz|Sätze|Teil|Vorbehalt|Ausnahme|Ablehnung|Vertagung|Zurück"
    r"|Verweis|Kenntnis|Maßgabe|Änderung|TOP|Tagesordnung|Buchst|Beding|Voraus|Variante|Alternativ)[A-ZÄÖÜ][\w-]+"
)
"""A field that the name of a committee prints; never a word that says something of a result."""
_MARKS = {
    "nothing": rf"\w*[Aa]usschuss(?:es)?\s+für\s+{_FIELD}(?:(?:,\s*|\s+und\s+){_FIELD}){{0,5}}|"
    r"(?:[Oo]hne|[Kk]ein\w*)\s+(?:weitere\s+)?(?:Aussprache|Diskussion|Debatte|Gegenstimm"
    r"|(?:Stimm)?[Ee]nthalt|Änderung|Wortmeldung|Einwänd)\w*|unverändert\w*|nicht[ -]?öffentlich\w*",
    "rest": r"[Ii]m\s+Übrigen\b"
    r"|(?:übrigen|restlichen|anderen|verbleibenden|weiteren)\s+(?:Ziffern|Punkten?)\b",
    "all": r"(?:alle[nr]?|sämtliche[nr]?)\s+(?:\w+\s+)?(?:Ziffern|Punkten?)\b",
    "items": _ITEMS,
    "other": r"(?:Änderungs|Ergänzungs|Zusatz|Gegen|Geschäftsordnungs|Alternativ|Eil|Sach|Dringlichkeits"
    r"|Vertagungs)antr[aä]g\w*|Anträgen?\b|Antrags?\s+(?:Nr\b|auf\b|zu[rm]\b|von\b|des\b|der\s+(?!Verwaltung\b))",
    "whole": rf"{_MOTION}(?!\s+(?:der|des|von|vom|aus)\s+(?!{_OWN})|\s+zu[rm]?\s+{_NUMBERED})"
    r"|Tagesordnungspunkts?\b",
    "count": rf"(?:{_VOTE})\s*:\s*\d{{1,3}}\b|{_COUNTED}(?:{_VOTE})"
    rf"|[Mm]it\s+{_COUNTED}Stimmen\b(?!\s+(?:gegen|zu)\b)",
    **{name: rf"(?i:{pattern})\b" for name, pattern in _SAYS.items()},
    "changed": r"Maßgaben?\b|(?:ab)?geändert\w*(?:\s+(?:Fassung|Form))?|Änderung(?:en)?\b|ergänzt\w*"
    r"|Ergänzung(?:en)?\b|modifiziert\w*|berichtigt\w*|(?:neue|folgende|korrigierte|überarbeitete)[rn]?\s+Fassung\b",
    "unanimous": r"[Ee]instimmig\w*",
    "by_consensus": r"[Ee]inmütig\w*|[Ii]m\s+Konsens\b",
    "majority": r"[Mm]ehrheitlich\w*|[Mm]it\s+(?:\w+\s+)?Mehrheit\b",
    "opens": r"(?:stimm(?:t|en|te|ten)|lehn(?:t|en|te|ten)|nimmt|nehmen|nahm(?:en)?|stell(?:t|en|te|ten)"
    r"|zieh(?:t|en)|zog(?:en)?|fass(?:t|en|te|ten))\b",
    "closes": r"Kenntnis\b|(?<=beantragten\s)Beschluss\b"
    r"|(?:zu|ab|an|zurück)(?=\s*(?:[.,;:()]|und\b|sowie\b|aber\b|bei\b|mit\b|\Z))",
    "doubt": rf"{_KEY}|{_MOTION}"
    r"|(?:nicht|weder|teils|teilweise|zum\s+Teil|vorbehaltlich|Vorbehalt|grundsätzlich|Grunde"
    r"|Grundsatz|Wesentlichen|sofern|falls|wenn|ob|solle?n?|sollten?|würden?|hätten?|könn\w+|möchten?"
    r"|Bedingung|Voraussetzung|Variante|Alternative|Absatz|Satz|Buchstabe|Ablehnung|Vertagung|Verweisung"
    r"|Zurückstellung|Teile?n?|erst|zunächst|vorläufig|insoweit|insofern|Ausnahmen?|ausgenommen|außer|ohne|Berücksichtigung|einschließlich)\b|kein\w*",
    "cut": r"[–-]\s|(?:und|sowie|aber|jedoch|während|doch)\b",
}
_MARK = re.compile(
    "|".join(rf"(?P<{name}>(?<!\w)(?:{pattern}))" for name, pattern in _MARKS.items()) + r"|(?P<stop>[,;:()])"
)
_PART = re.compile(
    r"\s*(?:[a-z]\)|[a-z](?!\w)|Sätze|Satz|Abs\b|Absatz|Absätze|Abschnitt|Buchst|lit\b|Halbsatz|Spiegelstrich)"
    r"|\s+(?:des|der|vom|im)\s+(?:\w+\s+)?[A-ZÄÖÜ]\w+"
)
"""What follows an item that only a part of it is spoken of, or the item of something else."""
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?!(?:[A-ZÄÖÜ][a-zäöü]{1,3}|Ausnahme|Ausschluss)\s)[A-ZÄÖÜ][\w-]+\s+\Z|§\s*\w+\s+\Z"
)
_AS_IT_IS = re.compile(
    r"(?:\A|[^\w\s]|(?<!\w)(?:[Dd](?:em|en|er|ie|as)|[Dd]iese[rmns]?|vorliegende[nr]?|vorgelegte[nr]?|gesamten?"
    r"|vom|zum|zur|im|[Gg]emäß|[Ee]ntsprechend|(?:\w*geändert|ergänzt|modifiziert|berichtigt)\w*))\s*\Z"
)
"""Words before the motion that leave it what it is, or say that it was changed."""
_NUMBER = re.compile(r"(\d{1,2})|(bis|[-–])")
MODES = ("unanimous", "by_consensus", "majority")
MANNER = ("count", *MODES)
NEUTRAL = ("cut", "nothing")
SAYS = frozenset(_SAYS)


@dataclass(frozen=True)
class Mark:
    """A word or turn with its place: items that it names, or `votes` of one kind (its `text`)."""

    kind: str
    start: int
    end: int
    text: str = ""
    items: frozenset[str] = frozenset()
    votes: int = 0


def marks(sentence: str) -> list[Mark]:
    """The words of a sentence that say something about a result, or cast doubt on it, in order."""
    return [_mark(match) for match in _MARK.finditer(sentence)]


def items_in(text: str) -> frozenset[str]:
    """The items that a stretch of text names."""
    return frozenset().union(*(mark.items for mark in marks(text)))


def _mark(match: re.Match[str]) -> Mark:
    kind, (start, end) = match.lastgroup or "", match.span()
    if kind == "items":
        return _items(match)
    if kind == "count":
        return Mark(kind, start, end, *_votes(match[0]))
    if kind == "whole" and not _AS_IT_IS.search(match.string, max(0, start - 60), start):
        kind = "doubt"
    return Mark({"all": "whole", "stop": "cut"}.get(kind, kind), start, end, match[0])


def _items(match: re.Match[str]) -> Mark:
    """The items named: as what is spoken of, as left out ("but"), or as a place ("at")."""
    items = _numbers(match["list"])
    kind = "but" if match["but"] else "at" if match["at"] else "items"
    other = kind == "items" and _OF_ANOTHER.search(match.string, max(0, match.start() - 60), match.start())
    if not items or other or _PART.match(match.string, match.end()):
        kind = "doubt"
    return Mark(kind, *match.span(), match[0], items)


def _numbers(printed: str) -> frozenset[str]:
    """ "1, 2 und 4", "1 bis 3"; nothing where a range runs backwards."""
    found: list[int] = []
    ranging = False
    for match in _NUMBER.finditer(printed):
        if match[2]:
            ranging = True
            continue
        number = int(match[1])
        if ranging and number <= found[-1]:
            return frozenset()
        found += range(found[-1] + 1, number + 1) if ranging else [number]
        ranging = False
    return frozenset(str(number) for number in found)


def _votes(printed: str) -> tuple[str, frozenset[str], int]:
    """ "2 Gegenstimmen", "Ja: 30"; votes that are only said to be cast are "for"."""
    number = next(word for word in re.findall(r"\w+", printed) if word.isdigit() or word in _NUMBERS)
    kind = next((kind for kind, pattern in _VOTES.items() if re.search(pattern, printed)), "for")
    return kind, frozenset(), int(number) if number.isdigit() else _NUMBERS[number]
