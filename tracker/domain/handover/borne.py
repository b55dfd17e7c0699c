"""How stomach and bowel bore what was taken, as far as anybody said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.domain.daily import NOT_TAKEN_ON_PURPOSE, Exposure
from tracker.domain.diary import Content, Intake, Tolerance
from tracker.domain.substances import Substances, normalised


@dataclass(slots=True)
class Borne:
    """Of `doses`, `told` have a word on how they were borne; a dose can have several."""

    doses: int = 0
    told: int = 0
    words: Counter[Tolerance] = field(default_factory=Counter)

    @property
    def is_any_bad(self) -> bool:
        return any(word != "fine" for word in self.words)


def borne(intakes: Iterable[Intake], substances: Substances) -> Mapping[Exposure, Borne]:
    """Return how each substance and form was borne, those with most unwell doses first.

    What nobody said a word of is left out; a form that is not known is "". Food is left out.
    """
    found: dict[Exposure, Borne] = defaultdict(Borne)
    # Labels repeat day after day.
    of_label: dict[tuple[Content, ...], set[Exposure]] = {}
    for intake in intakes:
        if intake.source not in NOT_TAKEN_ON_PURPOSE:
            if intake.contents not in of_label:
                of_label[intake.contents] = exposures_of(intake, substances)
            for exposure in of_label[intake.contents]:
                one = found[exposure]
                one.doses += 1
                one.told += bool(intake.tolerance)
                one.words.update(intake.tolerance)
    told = {exposure: one for exposure, one in found.items() if one.told}
    return dict(sorted(told.items(), key=lambda item: (-unwell(item[1]), -item[1].told, item[0])))


def unwell(one: Borne) -> int:
    return sum(count for word, count in one.words.items() if word != "fine")


def exposures_of(intake: Intake, substances: Substances) -> set[Exposure]:
    """Return what was taken, each in its form; what has no name is left out."""
    return {
        Exposure(substances.id_of(one.substance), substances.form_id(one))
        for one in intake.contents
        if one.amount != 0 and normalised(one.substance)
    }
