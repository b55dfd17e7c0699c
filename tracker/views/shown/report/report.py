"""The report, made of what was read: page 1 in its fixed order, then what it rests on."""

from dataclasses import dataclass, fields

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker import VERSION
from tracker.exports.report.values import FrontPage, Report, Section
from tracker.views.shown.experiments.words import days_between
from tracker.views.shown.report.completeness import completeness
from tracker.views.shown.report.days import days
from tracker.views.shown.report.experiment import experiment
from tracker.views.shown.report.flags import flag_groups
from tracker.views.shown.report.front import shortened, shortened_facts
from tracker.views.shown.report.limits import limits
from tracker.views.shown.report.material import Material
from tracker.views.shown.report.method import method
from tracker.views.shown.report.pictures.times import times
from tracker.views.shown.report.pictures.weeks import weeks
from tracker.views.shown.report.questions import questions
from tracker.views.shown.report.read import ReportRead
from tracker.views.shown.report.signs import warning_signs
from tracker.views.shown.report.spacing import spacing
from tracker.views.shown.report.symptoms import symptoms
from tracker.views.shown.report.taken import taken
from tracker.views.shown.report.tolerance import tolerance
from tracker.views.shown.report.who import who
from tracker.views.shown.words import long_day


def report_of(read: ReportRead) -> Report:
    """Return the report of what was chosen, in the language of the request."""
    material = Material(read)
    whole = Whole.of(material)
    front = whole.front(material)
    return Report(
        language=get_language() or "en",
        title=_("Mg Diary: report"),
        span=days_between(read.selection.first, read.selection.last),
        made=_made(material),
        disclaimer=_disclaimer(),
        front=front,
        whole=whole.further(front),
        days=days(material),
        flags=flag_groups(material),
        no_flags=_("No rule found anything in these days."),
        method=method(material),
        sources=material.sources.all,
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """The sections of page 1, with nothing shortened."""

    completeness: Section
    symptoms: Section
    taken: Section
    spacing: Section
    limits: Section
    tolerance: Section
    warning_signs: Section
    experiment: Section
    questions: Section

    @classmethod
    def of(cls, material: Material) -> "Whole":
        return cls(
            completeness=completeness(material),
            symptoms=symptoms(material),
            taken=taken(material),
            spacing=spacing(material),
            limits=limits(material),
            tolerance=tolerance(material),
            warning_signs=warning_signs(material),
            experiment=experiment(material),
            questions=questions(material),
        )

    def front(self, material: Material) -> FrontPage:
        return FrontPage(
            who=shortened_facts(who(material)),
            completeness=shortened(self.completeness),
            symptoms=shortened(self.symptoms, rows=4),
            weeks=weeks(material),
            times=times(material),
            taken=shortened(self.taken, rows=8),
            spacing=shortened(self.spacing, rows=4),
            limits=shortened(self.limits, rows=3),
            tolerance=shortened(self.tolerance),
            warning_signs=shortened(self.warning_signs),
            experiment=shortened(self.experiment, facts=0),
            questions=shortened(self.questions),
        )

    def further(self, front: FrontPage) -> tuple[Section, ...]:
        """Return what page 1 shows in part."""
        pairs = ((getattr(self, one.name), getattr(front, one.name)) for one in fields(self))
        return tuple(whole for whole, short in pairs if whole != short)


def _made(material: Material) -> str:
    return _("Made on %(day)s by Mg Diary %(version)s, knowledge %(knowledge)s.") % {
        "day": long_day(material.today),
        "version": VERSION,
        "knowledge": material.known.version,
    }


def _disclaimer() -> str:
    return _(
        "What one person wrote down, for a talk with a clinician or pharmacist. It informs; it is "
        "no diagnosis and no advice to start, change or stop anything."
    )
