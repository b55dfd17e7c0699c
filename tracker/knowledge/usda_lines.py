"""The lines of a table of foods, held as one text and cut out when a food is asked for.

As strings of their own in a dictionary they take two to three times the memory of the text, and
each worker gets a copy of its own of whatever it looks at.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

NUMBER_LENGTH = 5
"""A food's number has five digits, and each line begins with one."""


class Lines:
    """The lines of `text`, which begin with a food's number and stand in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        lengths = map(len, text.splitlines(keepends=True))
        self._starts = array("I", accumulate(lengths, initial=0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> str:
        start, end = self._starts[at], self._starts[at + 1]
        return self._text[start:end].rstrip("\r\n")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def of(self, number: str) -> Iterator[str]:
        """Yield the lines of a food; none where the table does not have it."""
        at = bisect_left(self._starts, number, hi=len(self), key=self._number_at)
        while at < len(self) and self._number_at(self._starts[at]) == number:
            yield self[at]
            at += 1

    def numbers(self) -> Iterator[str]:
        """Yield the number of each line."""
        return (line[:NUMBER_LENGTH] for line in self)

    def _number_at(self, start: int) -> str:
        return self._text[start : start + NUMBER_LENGTH]
