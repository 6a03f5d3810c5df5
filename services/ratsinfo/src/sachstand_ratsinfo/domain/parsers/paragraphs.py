"""What a paragraph is: a sentence of the text, or a line of a form."""

import re

_ENDS = re.compile(r"[^\W\d_]{2}[.!?:][\"“”»)]*\s*\Z")
_WORDS = 4


def is_sentence(paragraph: str) -> bool:
    """Whether it ends like a sentence and is as long as one."""
    return len(paragraph.split()) >= _WORDS and _ENDS.search(paragraph) is not None
