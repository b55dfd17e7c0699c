"""What an experiment found, in words for the person; what a clinician reads is beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from django.utils.translation import gettext as _

from tracker.domain.experiment.reading import Finding, Reading, blocks_needed
from tracker.domain.experiment.result import Result
from tracker.views.shown.experiments.figures import figures
from tracker.views.shown.experiments.picture import Picture, picture_of
from tracker.views.shown.experiments.words import Names, block_words
from tracker.views.shown.statistics_words import (
    anything_from,
    direction,
    is_better,
    likely,
    points,
    times_in_100,
)


@dataclass(frozen=True, slots=True)
class ShownResult:
    """The answer as a sentence, then what stands around it; `figures` are for a clinician.

    Empty texts are not said: `response` without a clear answer, `longer` with one. `picture` is
    None where there is no score.
    """

    sentence: str
    chance: str
    expectation: str
    response: str
    longer: str
    missing: tuple[str, ...]
    lasting: str
    picture: Picture | None
    figures: tuple[tuple[str, str], ...]


def result_shown(reading: Reading, named: Names) -> ShownResult:
    finding = reading.finding
    if finding is None:
        raise ValueError("the result of an experiment is closed until it is over")
    is_clear = finding.verdict == "clear"
    return ShownResult(
        sentence=answer_sentence(reading, finding, named),
        chance=_chance(finding.result) if is_clear else "",
        expectation=_expectation() if is_clear else "",
        response=_response(reading, finding) if is_clear else "",
        longer=_longer(reading, finding) if finding.verdict == "cannot_tell" else "",
        missing=tuple(_missing(reading, finding, named)),
        lasting=_lasting(finding, reading),
        picture=picture_of(reading, finding, named),
        figures=tuple(figures(reading, finding)),
    )


def answer_sentence(reading: Reading, finding: Finding, named: Names) -> str:
    """Return the answer: clear, none that matters, cannot tell, or too little to say."""
    result, unit = finding.result, reading.experiment.scale.unit
    words = {"symptom": named.symptom, "substance": named.substance}
    if finding.verdict == "too_few":
        return _too_few(reading, result)
    if finding.verdict == "clear":
        words |= {
            "points": points(result.estimate, unit),
            "direction": direction(result.estimate),
            "likely": likely(result.low, result.high),
        }
        return (
            _(
                "In your experiment %(symptom)s was %(points)s %(direction)s in %(substance)s "
                "weeks (%(likely)s)."
            )
            % words
        )
    words["range"] = anything_from(result.low, result.high)
    if finding.verdict == "none":
        return (
            _(
                "In your experiment %(symptom)s was much the same with and without %(substance)s: "
                "%(range)s fits, and all of that is small."
            )
            % words
        )
    return _("Your experiment cannot tell. In %(substance)s weeks %(range)s fits.") % words


def _too_few(reading: Reading, result: Result) -> str:
    if reading.at.is_stopped:
        return _("Your experiment cannot tell: too few blocks were complete when it was stopped.")
    if isnan(result.estimate):
        return _("Your experiment cannot tell: there are too few scores to compare anything.")
    return _("Your experiment cannot tell: so few blocks have a score that anything fits.")


def _chance(result: Result) -> str:
    return _("Chance alone would do this %(times)s.") % {"times": times_in_100(result.p)}


def _expectation() -> str:
    return _("You knew what you took, so some of it can be expectation.")


def _response(reading: Reading, finding: Finding) -> str:
    """Return whether it is a response, as studies of pain count one."""
    scale, result = reading.experiment.scale, finding.result
    better = is_better(result.estimate, scale.better)
    if better is None:
        return ""
    if not better:
        return _("It was worse in these weeks, not better.")
    if result.responder:
        return _("Studies of pain would count this as a response: 2 points or 30 % better.")
    return _("It is better, by less than the 2 points or 30 % that studies of pain count.")


def _longer(reading: Reading, finding: Finding) -> str:
    """Return how long an experiment could tell more; nothing where none that is offered could."""
    scale = reading.experiment.scale
    points_of_ten = 0.2 * float(scale.max - scale.min)
    blocks = blocks_needed(finding.result, points_of_ten)
    if blocks is None:
        return ""
    words = {
        "blocks": blocks,
        "length": block_words(reading.experiment.block_days),
        "points": points(points_of_ten, scale.unit),
    }
    return (
        _(
            "With days like these, about %(blocks)d blocks of %(length)s would find a difference "
            "of %(points)s four times out of five."
        )
        % words
    )


def _missing(reading: Reading, finding: Finding, named: Names) -> Iterator[str]:
    """Yield what was not scored, and how much could hide there."""
    if reading.at.is_stopped:
        yield _(
            "It was stopped early. If that was because of how the weeks felt, the comparison can "
            "lean to one side."
        )
    words = {"scored": reading.scored, "days": reading.days}
    if reading.scored == reading.days:
        yield _("Every day has a score.")
        return
    yield _("%(scored)d of %(days)d days have a score.") % words
    worse = finding.tipping_point
    scale = reading.experiment.scale
    if finding.verdict == "clear" and worse is not None and worse <= float(scale.max - scale.min):
        yield _(
            "If the days with %(substance)s that have no score were %(points)s worse than the "
            "others, there would be no difference."
        ) % {"substance": named.substance, "points": points(worse, scale.unit)}


def _lasting(finding: Finding, reading: Reading) -> str:
    """Return the carry-over caveat, with the estimate that allows for it beside."""
    averaged, unit = finding.averaged, reading.experiment.scale.unit
    caveat = _(
        "What you take can go on working for days after you leave it out. Then weeks differ less "
        "than they would."
    )
    if finding.verdict == "too_few" or isnan(averaged.estimate):
        return f"{caveat} {_('A reckoning that allows for that is not possible here.')}"
    words = {
        "points": points(averaged.estimate, unit),
        "direction": direction(averaged.estimate),
        "likely": likely(averaged.low, averaged.high),
    }
    beside = _("A reckoning that allows for that says %(points)s %(direction)s (%(likely)s).")
    return f"{caveat} {beside % words}"
