"""Text that a spreadsheet would read as a formula, written so that it does not.

A name that begins with "=" can make a spreadsheet fetch an address with the diary in it. Such text
gets an apostrophe before it, as OWASP advises. So does text that begins with an apostrophe: to
read the original back, take one apostrophe away wherever a text begins with one.
"""

import re

SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
"""What begins a formula: = + - @, also as wide and as small as East Asian scripts write them, and
the minus sign."""

UNSEEN = r"\s\x00-\x1f\u200b-\u200f\u2060\ufeff"

MAY_BEGIN_A_FORMULA = re.compile(rf"['\t\r\n]|[{UNSEEN}]*[{SIGNS}]").match
"""An apostrophe too: so, taking one away from each text that begins with one gives the original.
A tab or line break is swallowed by some spreadsheets, and what follows is read for itself."""


def defused(text: str) -> str:
    """Return the text as a cell of a CSV file can hold it.

    >>> defused("=1+1"), defused("magnesium"), defused("'t"), defused(" @SUM(A1)")
    ("'=1+1", 'magnesium', "''t", "' @SUM(A1)")
    """
    return f"'{text}" if MAY_BEGIN_A_FORMULA(text) else text
