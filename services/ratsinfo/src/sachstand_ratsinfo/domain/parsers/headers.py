"""Headers of labels and values, whichever way a conversion laid them out.

The value of a label runs to the next label, so a table with tabs, one label per line, label and value
on two lines, and everything run together on one line are all read alike.
"""

import re

Values = dict[str, tuple[int, int]]


def labelled(text: str, labels: re.Pattern[str], start: int, end: int) -> Values:
    """The span of each label's value in `text[start:end]`; of a repeated label the first.

    The group that matched names the field; a group named `stop…` ends a value and has none itself.
    """
    values: Values = {}
    field, begin = None, start
    for match in labels.finditer(text, start, end):
        if field and not field.startswith("stop"):
            values.setdefault(field, (begin, match.start()))
        field, begin = match.lastgroup, match.end()
    if field and not field.startswith("stop"):
        values.setdefault(field, (begin, end))
    return values
