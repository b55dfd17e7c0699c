"""The report of an experiment by the items of CENT 2015, the list for trials in one person.

Vohra et al. (2015), BMJ 350, h1738. What is not known is said to be not known; items that cannot
apply to one person at home, such as funding, are answered in a word.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Experiment, Intake, Profile
from tracker.domain.experiment import power_of
from tracker.domain.experiment.reading import Finding, Reading
from tracker.domain.rules.words import sentence
from tracker.forms.tolerance import TOLERANCES
from tracker.knowledge import Knowledge
from tracker.queries import PastChange
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.experiments.figures import averaged_words, figures, p_words
from tracker.views.shown.experiments.page import cautions_told, fixed_words, scored_words
from tracker.views.shown.experiments.picture import Picture
from tracker.views.shown.experiments.power import is_of_ten
from tracker.views.shown.experiments.result import result_shown
from tracker.views.shown.experiments.words import (
    Names,
    block_words,
    days_between,
    experiment_address,
)
from tracker.views.shown.profile_topics import chapters, value_words
from tracker.views.shown.statistics_words import interval, percent, signed
from tracker.views.shown.words import capitalised, every, long_day


@dataclass(frozen=True, slots=True)
class About:
    """All that a report is made of. `profile` is None where its facts are not to stand in it."""

    reading: Reading
    named: Names
    known: Knowledge
    profile: Profile | None
    intakes: Sequence[Intake]
    past: Sequence[PastChange]
    now: datetime

    @property
    def experiment(self) -> Experiment:
        return self.reading.experiment


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list: its number, its name, and what is said of it."""

    number: str
    name: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report; the picture and the figures stand in that of the results."""

    title: str
    items: tuple[Item, ...]
    is_results: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page prints. `picture` is None while the result is closed."""

    id: str
    address: str
    title: str
    made: str
    chapters: tuple[Chapter, ...]
    picture: Picture | None
    figures: tuple[tuple[str, str], ...]
    sources: tuple[Cited, ...]


def report_shown(about: About) -> Report:
    reading, named, known = about.reading, about.named, about.known
    result = result_shown(reading, named) if reading.finding else None
    findings = known.evidence.about(about.experiment.substance, about.experiment.symptom)
    methods = [one for one in known.evidence.methods if one.id in METHODS]
    references = [
        *(reference for one in findings for reference in one.references),
        *(reference for one in methods for reference in one.references),
    ]
    return Report(
        id=about.experiment.id,
        address=experiment_address(about.experiment.id),
        title=_title(named),
        made=long_day(about.now.date()),
        chapters=tuple(_chapters(about)),
        picture=result.picture if result else None,
        figures=tuple(figures(reading, reading.finding)) if reading.finding else (),
        sources=tuple({one.id: one for one in cited(references, known)}.values()),
    )


METHODS = frozenset({"experiment", "report", "meaningful", "neighbours"})

Told = tuple[str, str, Sequence[str]]


def _title(named: Names) -> str:
    return _("%(symptom)s with and without %(exposure)s: a randomised trial in one person") % {
        "symptom": capitalised(named.symptom),
        "exposure": named.exposure,
    }


def _chapters(about: About) -> Iterator[Chapter]:
    told: tuple[tuple[str, Callable[[About], Iterator[Told]]], ...] = (
        (_("Introduction"), _introduction),
        (_("Methods"), _methods),
        (_("Results"), _results),
        (_("Discussion"), _discussion),
        (_("Other information"), _other),
    )
    for title, tell in told:
        items = (Item(number, name, tuple(says)) for number, name, says in tell(about))
        yield Chapter(title, tuple(items), is_results=tell is _results)


def _introduction(about: About) -> Iterator[Told]:
    one, named = about.experiment, about.named
    findings = about.known.evidence.about(one.substance, one.symptom)
    yield "1b", _("Summary"), [_design(one), _answer(about)]
    yield (
        "2a",
        _("Background"),
        [_(found.statement) for found in findings]
        or [_("No earlier evidence about this is on file here; there may be some.")],
    )
    yield (
        "2b",
        _("Objective"),
        [
            _("Whether %(symptom)s differs in blocks with %(exposure)s from blocks without.")
            % {"symptom": named.symptom, "exposure": named.exposure}
        ],
    )


def _answer(about: About) -> str:
    """Return the result as a paper would say it: for a reader who is not the participant."""
    finding = about.reading.finding
    if finding is None:
        words = {"day": long_day(about.reading.at.opens_on)}
        return _("The result is closed until %(day)s.") % words
    if finding.verdict == "too_few":
        return _("Too few blocks have a score for an estimate with an interval.")
    result = finding.result
    words = {
        "symptom": capitalised(about.named.symptom),
        "estimate": signed(result.estimate, 2),
        "interval": interval(result.low, result.high, 2),
        "p": p_words(result.p),
    }
    return (
        _(
            "%(symptom)s: %(estimate)s, blocks with minus blocks without (95 %% interval "
            "%(interval)s; exact p %(p)s)."
        )
        % words
    )


def _meaning(about: About, finding: Finding) -> list[str]:
    said = {
        "clear": _("The interval leaves out that there is no difference."),
        "none": _("All of the interval lies within a tenth of the scale: too little to matter."),
        "cannot_tell": _("The interval holds no difference as well as one that matters."),
        "too_few": _("Nothing can be said."),
    }
    response = result_shown(about.reading, about.named).response
    return [text for text in (said[finding.verdict], response) if text]


def _methods(about: About) -> Iterator[Told]:
    one, at, named = about.experiment, about.reading.at, about.named
    yield "3a", _("Design"), [_design(one)]
    yield "3b", _("Changes after it began"), list(_changes(about))
    yield "4a", _("Participant"), _participant(about)
    yield "4b", _("Setting"), [_("At home; the participant is the one who ran it.")]
    yield "5", _("Interventions"), list(_interventions(one, named))
    yield (
        "6a",
        _("Outcome"),
        [
            _("%(symptom)s, %(measure)s, scored by the participant; the mean score of each day.")
            % {"symptom": capitalised(named.symptom), "measure": named.measure}
        ],
    )
    yield "7", _("Length of the trial"), [_power(one)]
    yield "8", _("Randomisation: sequence"), [_sequence(one)]
    yield (
        "9",
        _("Randomisation: concealment"),
        [_("The participant saw the present block, and the next one on the day before it.")],
    )
    yield (
        "10",
        _("Randomisation: who"),
        [_("The order was drawn by the program, without anybody's choice.")],
    )
    yield "11", _("Blinding"), [_("None. The participant knew what was taken.")]
    yield "12", _("Statistical methods"), list(_statistics(at.is_stopped))


def _design(one: Experiment) -> str:
    words = {
        "blocks": len(one.blocks),
        "length": block_words(one.block_days),
        "half": len(one.blocks) // 2,
    }
    return (
        _(
            "Randomised trial in one person (N-of-1), open label: %(blocks)d blocks of %(length)s, "
            "%(half)d with and %(half)d without, one after the other, without pauses between."
        )
        % words
    )


def _changes(about: About) -> Iterator[str]:
    """Yield what was done to the plan after it was fixed: a stop, and a stop taken back."""
    pairs = [(one, one.before, one.after) for one in reversed(about.past)]
    changed = [(one.at, before, after) for one, before, after in pairs if before and after]
    for at, before, after in changed:
        day = long_day(at.astimezone(about.now.tzinfo).date())
        if after.stopped_on is not None:
            yield _("Stopped early on %(day)s.") % {"day": day}
        elif before.stopped_on is not None:
            yield _("The stop was taken back on %(day)s, after the result was open.") % {"day": day}
    one = about.experiment
    if one.stopped_because:
        yield _("Reason given: %(why)s") % {"why": sentence(one.stopped_because)}
    if one.stopped_on and about.reading.at.is_stopped and not changed:
        yield _("Stopped early on %(day)s.") % {"day": long_day(one.stopped_on)}
    elif not changed:
        yield _("None.")


def _participant(about: About) -> list[str]:
    if about.profile is None:
        return [_("One person. Facts of the profile are left out of this report.")]
    today = about.now.date()
    told = {
        topic.title: ", ".join(
            word
            for fact in topic.facts
            for word in value_words(fact, getattr(about.profile, fact), about.known, today)
        )
        for chapter in chapters()
        for topic in chapter.topics
        if topic.slug != "time-zone"
    }
    said = [f"{title}: {words}" for title, words in told.items() if words]
    return said or [_("One person; the profile holds no facts.")]


def _interventions(one: Experiment, named: Names) -> Iterator[str]:
    yield _("With: %(dose)s.") % {"dose": named.with_dose}
    if not named.dose:
        yield _("The dose of a day is not known.")
    yield _("Without: no %(substance)s in any form, from supplements or medicines.") % {
        "substance": named.substance
    }
    if one.note:
        yield _("Noted with the plan: %(note)s") % {"note": one.note}


def _power(one: Experiment) -> str:
    if not is_of_ten(one.scale):
        return _("%(days)d days. No power was worked out for this scale.") % {"days": one.days}
    power = power_of(len(one.blocks), one.block_days)
    return _(
        "%(days)d days. By simulation, with a correlation of 0.5 from day to day and a standard "
        "deviation of 1.5 points, 2 points are found %(two)s and 1 point %(one)s of the time."
    ) % {"days": one.days, "two": percent(power.two_points), "one": percent(power.one_point)}


def _sequence(one: Experiment) -> str:
    return _(
        "Complete randomisation: half of the blocks drawn to be with, every choice equally likely; "
        "by Python's random number generator from the seed %(seed)d."
    ) % {"seed": one.seed}


def _statistics(is_stopped: bool) -> Iterator[str]:
    yield _(
        "Mean of the block means with minus mean of the block means without. Exact two-sided "
        "randomisation test over every order that could have been drawn; 95 % interval by "
        "inversion of the same test. A block without a score stays in the orders and out of the "
        "means."
    )
    yield _(
        "Beside it, for carry-over: regression on the exposure that builds up and fades, with "
        "noise that lasts from day to day, averaged over half-lives of 0, 1, 2 and 4 days."
    )
    if is_stopped:
        yield _("Blocks that the early stop cut short are left out.")


def _results(about: About) -> Iterator[Told]:
    reading, one = about.reading, about.experiment
    yield "13", _("Blocks and periods"), list(_flow(reading))
    planned = _("Planned: %(days)s.") % {"days": days_between(one.first_day, one.last_day)}
    yield "14", _("Dates"), [planned]
    yield "15", _("Baseline"), [_("None was part of the plan: blocks are compared with blocks.")]
    yield "16", _("Days with a score"), [scored_words(reading) or _("None yet.")]
    if reading.finding is None:
        yield "17-19", _("Outcome and harms"), [_answer(about)]
        return
    yield "17", _("Outcome and estimation"), [_answer(about)]
    carried = {"estimate": averaged_words(reading.finding.averaged)}
    yield "18", _("Further analyses"), [_("Allowing for carry-over: %(estimate)s.") % carried]
    yield "19", _("Harms"), list(_harms(about))


def _flow(reading: Reading) -> Iterator[str]:
    at, kept = reading.at, reading.kept
    yield _("%(done)d of %(all)d blocks are complete.") % {
        "done": at.completed_blocks,
        "all": at.schedule.blocks,
    }
    for name, followed in ((_("With"), kept.on), (_("Without"), kept.off)):
        yield _(
            "%(name)s: as planned on %(planned)d of %(days)d days, otherwise on %(otherwise)d, not "
            "known on %(unknown)d."
        ) % {
            "name": name,
            "planned": followed.as_planned,
            "days": followed.days,
            "otherwise": len(followed.otherwise),
            "unknown": len(followed.unknown),
        }


def _harms(about: About) -> Iterator[str]:
    """Yield how doses of the blocks with it were borne, as far as it was written down."""
    doses = list(_doses(about))
    told = Counter(word for dose in doses for word in dose.tolerance)
    said = sum(bool(dose.tolerance) for dose in doses)
    if not said:
        yield _("How a dose was borne was not written down.")
        return
    yield ngettext(
        "Written down for %(said)d of %(doses)d dose in blocks with %(what)s: %(how)s.",
        "Written down for %(said)d of %(doses)d doses in blocks with %(what)s: %(how)s.",
        len(doses),
    ) % {
        "said": said,
        "doses": len(doses),
        "what": about.named.exposure,
        "how": every(f"{label} {told[word]}" for word, label in TOLERANCES if told[word]),
    }


def _doses(about: About) -> Iterator[Intake]:
    substances, at = about.known.rule_book.substances, about.reading.at
    for intake in about.intakes:
        names = {substances.id_of(one.substance) for one in intake.contents}
        if about.experiment.substance in names and at.is_on(intake.taken_at.date()):
            yield intake


def _discussion(about: About) -> Iterator[Told]:
    limits = [
        _("Not blinded: expectation can make some or all of a difference."),
        _("What works on after it is left out makes blocks more alike than they would be."),
    ]
    finding = about.reading.finding
    if finding:
        limits += result_shown(about.reading, about.named).missing
    yield "20", _("Limitations"), limits
    yield (
        "21",
        _("Generalisability"),
        [_("It speaks of this person, this dose and this time. It does not speak of others.")],
    )
    if finding:
        yield "22", _("Interpretation"), _meaning(about, finding)


def _other(about: About) -> Iterator[Told]:
    one = about.experiment
    asked = {
        True: _("A clinician was asked before, the participant says."),
        False: _("No clinician was asked before."),
        None: _("Whether a clinician was asked before is not known."),
    }
    shown = _("Rules shown before it was fixed: %(rules)s.") % {
        "rules": every(rule.title for rule in cautions_told(one, about.known)) or _("none")
    }
    yield (
        "23",
        _("Registration"),
        [
            _("Fixed in this diary on %(when)s, before its first day; not in a public register.")
            % {"when": fixed_words(one)}
        ],
    )
    yield "24", _("Protocol"), [_("Stored with the draw; only its end can change."), shown]
    yield "25", _("Funding"), [_("None that is known.")]
    yield "\N{EN DASH}", _("Clinician"), [asked[one.has_asked_clinician]]
