"""How a text names a person."""

PERSON = (
    r"\b(?:Frau|Herrn?|Fr\.|Hr\.|Eheleute|Familie)[ \n]+(?:(?:Dr|Prof)\.[ ]?){0,2}[A-ZÄÖÜ][\w'-]*"
    r"(?:[ ]+[A-ZÄÖÜ][\w'-]*){0,2}[ ]?(?:\([^()\n]{1,40}\))?"
)
"""A person with form of address, and the unit in brackets behind the name."""
