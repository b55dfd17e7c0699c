"""Find a food by what people call it: "almond" finds almonds first, then almond butter.

All words of a query have to be there, in any order, each as a word or as its beginning; only
where that finds nothing may a letter be wrong. What is found comes in order of its cost:

- where the words stand: in the head of the name, in its later parts, or in another name;
- what else the head says: almond butter is something else than almonds;
- how odd the food is (`Name.cost`): not in the survey of what America eats, a brand, for babies.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from tracker.knowledge.food_names import COST_OF_WORD, Name, index, words_in

MOST_WORDS = 8
LONG_ENOUGH_FOR_A_SLIP = 4

PER_PART, BEYOND_THE_HEAD, MORE_IN_HEAD, OTHER_NAME = 0.4, 4.0, 2.0, 1.0
ONLY_BEGINS, ONLY_BEGINS_THOUGH_A_WORD, MISSPELT = 0.75, 3.0, 3.0

Readings = Mapping[str, float]
"""The words of the table that one typed word can mean, with what each reading costs."""


def search(text: str) -> list[str]:
    """Return the ids of the foods that `text` can mean, the likeliest first.

    A single letter means nothing yet: half the table has a word that begins with it.
    """
    words = (word for word in words_in(text) if len(word) > 1 or word.isdigit())
    asked = list(dict.fromkeys(words))[:MOST_WORDS]
    if not asked:
        return []
    spellings = [asked, *_with_two_joined(asked)]
    found = _cheapest([_readings(word) for word in words] for words in spellings)
    if found:
        return found
    halves = [[half for word in asked for half in _halves(word)]]
    return _cheapest([_readings(word) for word in words] for words in halves) or _cheapest(
        [[_readings(word) or _misspelt(word) for word in asked]]
    )


def _with_two_joined(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words with two neighbours as one: soy milk is soymilk in the table."""
    for at, (one, other) in enumerate(pairwise(words)):
        if one + other in index().positions:
            yield [*words[:at], one + other, *words[at + 2 :]]


def _halves(word: str) -> tuple[str, ...]:
    """Return the two words that one is made of, where there are such: corn flakes; else itself."""
    if word in index().positions:
        return (word,)
    known = index().positions
    cuts = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
    return next((cut for cut in cuts if cut[0] in known and cut[1] in known), (word,))


def _readings(word: str) -> Readings:
    known = word in index().positions
    price = ONLY_BEGINS_THOUGH_A_WORD if known else ONLY_BEGINS
    begun = dict.fromkeys(index().beginning_with(word), price)
    return begun | {word: 0.0} if known else begun


def _misspelt(word: str) -> Readings:
    if len(word) < LONG_ENOUGH_FOR_A_SLIP:
        return {}
    return {other: MISSPELT for other in index().words if is_one_slip_away(word, other)}


def is_one_slip_away(one: str, other: str) -> bool:
    """Is one letter missing, too many or another one, or are two neighbours swapped?

    >>> is_one_slip_away("spinich", "spinach"), is_one_slip_away("spinnich", "spinach")
    (True, False)
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))
    mine, its = one[at:], other[at:]
    return (
        mine[1:] in (its, its[1:])
        or mine == its[1:]
        or (mine[:2] == its[1::-1] and mine[2:] == its[2:])
    )


def _cheapest(spellings: Iterable[Sequence[Readings]]) -> list[str]:
    """Return the foods that one of the spellings finds, each at its lowest cost, in order."""
    costs: dict[str, float] = {}
    for asked in spellings:
        for name in map(index().name, _having_all(asked)):
            cost = _cost(name, asked)
            costs[name.food] = min(cost, costs.get(name.food, cost))
    return [food for _, food in sorted((cost, food) for food, cost in costs.items())]


def _having_all(asked: Iterable[Readings]) -> set[int]:
    positions = index().positions
    return set.intersection(*({at for word in one for at in positions[word]} for one in asked))


def _cost(name: Name, asked: Iterable[Readings]) -> float:
    cost = name.cost
    meant = set()
    for readings in asked:
        price, word = min(_prices(name, readings))
        cost += price
        meant.add(word)
    odd = sum(COST_OF_WORD[word] for word in name.odd_words if word not in meant)
    return cost + odd + _cost_of_head(name, meant)


def _prices(name: Name, readings: Readings) -> Iterator[tuple[float, str]]:
    """Yield the words of the name that can be meant. They are few; readings may be hundreds."""
    for number, part in enumerate(name.parts):
        for word in part:
            if word in readings:
                yield readings[word] + PER_PART * number, word
    for other in name.others:
        for word in other & readings.keys():
            yield readings[word], word


def _cost_of_head(name: Name, meant: set[str]) -> float:
    """Return what it costs that the food is not, or not only, what the words say."""
    others = [OTHER_NAME + MORE_IN_HEAD * len(one - meant) for one in name.others if one & meant]
    own = 0 if name.head & meant else BEYOND_THE_HEAD
    return min([own + MORE_IN_HEAD * len(name.head - meant), *others])
