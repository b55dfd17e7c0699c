"""The names of the food table, taken apart for the search: what each food is, and how odd it is.

The table names foods from the general to the particular ("Nuts, almonds, dry roasted"). The
*head* of a name is what the food is: its first part, or the second one where the first only says
on which shelf it stands ("Nuts", "Fish"). Some foods have other names ("garbanzo beans").
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Self

from tracker.knowledge.usda import PREFIX, foods, lines_of, number_of
from tracker.knowledge.usda_lines import Lines

OTHER_NAMES = Path(__file__).parent / "usda_names.csv.gz"
"""From the food descriptions of the same release; made by scripts/make_usda_tables.py."""

LONGEST_WORD = 30
WORD = re.compile(r"[a-z0-9]+")
BRAND = re.compile(r"\b[A-Z][A-Z'&]{2,}")
IDLE = frozenset({"and", "or", "with", "without", "of", "the", "in", "a", "from", "for", "to"})

SHELVES = frozenset(
    {"nut", "seed", "fish", "crustacean", "mollusk", "spice", "cereal", "beverage", "game meat"}
    | {"alcoholic beverage", "sweetener", "snack", "candy"}
)
"""First parts of names that say where a food belongs and not what it is."""

STAPLES = frozenset(
    re.findall(
        r"\d{5}",
        """
        01001 01009 01012 01077 01079 01085 01116 01117 01123 01129: butter, cheese, milk to eggs
        05064 10123 15121 15236 23572: meat and fish
        08120 08121 18069 18075 20037 20038 20045 20121: grains
        09003 09040 11233 11251 11282 11529 11674: fruit and vegetables
        12016 12061 12085: nuts and seeds
        16015 16057 16070 16098 16120 16126: beans, peanut butter, soymilk, tofu
        14003 14209 14355 14411: beer, coffee, tea, water
        """,
    )
)
"""What a plain word means in most kitchens, where the table has dozens of its kind."""

COST_OF_GROUP: Mapping[str, float] = {
    "Baby Foods": 5,
    "American Indian/Alaska Native Foods": 4,
    "Fast Foods": 3,
    "Restaurant Foods": 3,
    "Meals, Entrees, and Side Dishes": 2,
    "Soups, Sauces, and Gravies": 1,
    "Snacks": 1,
    "Sweets": 1,
    "Beverages": 1,
}
COST_OF_WORD: Mapping[str, float] = {
    **dict.fromkeys(("human", "imitation", "substitute", "infant", "formula", "commodity"), 4.0),
    **dict.fromkeys(("dehydrated", "powder", "flour", "industrial", "mix", "freeze"), 2.0),
    **dict.fromkeys(("canned", "frozen", "fortified", "unenriched", "liquid", "low", "fried"), 1.0),
    **dict.fromkeys(("smoked", "syrup", "sweetened", "salt", "salted", "oil", "free"), 0.5),
    **dict.fromkeys(("raw", "plain", "fresh"), -1.0),
    **dict.fromkeys(("cooked", "fluid"), -0.5),
}
"""What a word of the name costs where it was not asked for."""

NOT_SURVEYED, BRANDED, STAPLE = 2.5, 2.5, -2.5
A_PART, A_WORD = 0.2, 0.1


class Name(NamedTuple):
    """A food's name, taken apart.

    `parts` are the words of each part, that of the head first. `others` are its other names.
    `cost` is how odd the food is, apart from its `odd_words`.
    """

    food: str
    head: frozenset[str]
    parts: Sequence[Sequence[str]]
    others: Sequence[frozenset[str]]
    odd_words: Sequence[str]
    cost: float

    @classmethod
    def of(cls, line: str) -> Self:
        """Return the name that `line` says."""
        number, cost, parts, others, odd_words = line.split("\t")
        words = [part.split(" ") for part in parts.split(",")]
        names = [frozenset(one.split(" ")) for one in others.split(",")] if others else ()
        head = frozenset(words[0])
        return cls(PREFIX + number, head, words, names, odd_words.split(), float(cost))


@dataclass(frozen=True, slots=True)
class Index:
    """All names, and for each word their positions; the words stand in order.

    A name is a line, taken apart where a search comes upon it: as values all of them would be
    seven times as large, and every worker would have a copy of most.
    """

    lines: Lines
    positions: Mapping[str, Sequence[int]]
    words: tuple[str, ...]

    def name(self, at: int) -> Name:
        return Name.of(self.lines[at])

    def beginning_with(self, start: str) -> Iterator[str]:
        at = bisect_left(self.words, start)
        while at < len(self.words) and self.words[at].startswith(start):
            yield self.words[at]
            at += 1


@cache
def index() -> Index:
    """Return the words of all names; about a fifth of a second of work, done once."""
    others = lines_of(OTHER_NAMES)
    lines = Lines("".join(_line(*food, others) for food in foods().names()))
    _words_of_part.cache_clear()
    # Two bytes a position: there are fewer than 65,536 foods.
    positions: dict[str, array[int]] = defaultdict(lambda: array("H"))
    for position, name in enumerate(map(Name.of, lines)):
        for word in frozenset(chain(*name.parts, *name.others)):
            positions[word].append(position)
    # Copies: an array that grew has room to spare.
    found = {word: positions[word][:] for word in sorted(positions)}
    return Index(lines, found, tuple(found))


def words_in(text: str) -> Iterator[str]:
    """Yield the words of a name or a query: without accents, in small letters, of one thing.

    >>> list(words_in("Purée of Black-Beans and berries"))
    ['puree', 'black', 'bean', 'berry']
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    for word in WORD.findall(bare.replace("'", "")):
        if word not in IDLE:
            yield singular(word[:LONGEST_WORD])


def singular(word: str) -> str:
    """Return the word for one of it. All that matters is that one and many become the same.

    >>> [singular(word) for word in ("almonds", "berries", "peaches", "tomatoes", "leaves")]
    ['almond', 'berry', 'peach', 'tomato', 'leaf']
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    for many, one in (("ies", "y"), ("oes", "o"), ("eaves", "eaf"), ("alves", "alf")):
        if word.endswith(many) and len(word) > 4:
            return word.removesuffix(many) + one
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses")) else word[:-1]


def _line(food: str, group: str, description: str, others: Lines) -> str:
    """Return a name as a line that `Name.of` reads."""
    number = number_of(food)
    is_surveyed, names = _survey(others, number)
    parts = _parts(description)
    words = dict.fromkeys(chain.from_iterable(parts))
    cost = COST_OF_GROUP.get(group, 0) + A_PART * (len(parts) - 1)
    cost += A_WORD * sum(not word.isdigit() for word in words)
    cost += 0 if is_surveyed else NOT_SURVEYED
    cost += BRANDED if BRAND.search(description) else 0
    cost += STAPLE if number in STAPLES else 0
    cells = (
        number,
        str(cost),
        ",".join(map(" ".join, parts)),
        ",".join(filter(None, (" ".join(words_in(one)) for one in names.split(",")))),
        " ".join(word for word in words if word in COST_OF_WORD),
    )
    return "\t".join(cells) + "\n"


def _survey(others: Lines, number: str) -> tuple[bool, str]:
    """Return whether a food is in the survey of what America eats, and other names for it."""
    for line in others.of(number):
        _, is_surveyed, names = line.split(",", 2)
        return is_surveyed == "1", names
    return False, ""


def _parts(description: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each part; the shelf is the last one, where there is one."""
    first, *rest = map(_words_of_part, description.split(","))
    is_on_shelf = bool(rest) and " ".join(first) in SHELVES
    return (*rest, first) if is_on_shelf else (first, *rest)


# The table stands in order: names close together share their parts.
@lru_cache(maxsize=1024)
def _words_of_part(part: str) -> tuple[str, ...]:
    return tuple(words_in(part))
