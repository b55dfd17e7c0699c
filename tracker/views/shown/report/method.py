"""How the numbers of a report are made, and what they cannot say."""

from django.utils.translation import gettext as _

from tracker.domain.handover.then_and_now import FEWEST_SCORED, WINDOW
from tracker.domain.trend import FEWEST_DAYS
from tracker.domain.trend import FEWEST_SCORED as FEWEST_FOR_TREND
from tracker.exports.report.values import Section
from tracker.views.shown.report.material import Material
from tracker.views.shown.words import as_sentence


def method(material: Material) -> tuple[Section, ...]:
    return (_numbers(material), _rules(material), _limits_of_it())


def _numbers(material: Material) -> Section:
    counts = {
        "window": WINDOW,
        "scored": FEWEST_SCORED,
        "days": FEWEST_DAYS,
        "scores": FEWEST_FOR_TREND,
    }
    methods = [one for one in material.known.evidence.methods if one.id in USED]
    return Section(
        _("How the numbers are made"),
        lines=(
            _(
                "First and last: the first and the last %(window)d days, in shorter spans the "
                "halves; each needs %(scored)d days with a score. A day counts with the mean of "
                "its scores."
            )
            % counts,
            _(
                "Trend: points in 30 days with a 95 %% interval, from %(days)d days on with "
                "%(scores)d scores. It is no test, and it says nothing of a cause."
            )
            % counts,
            _("A day of which nothing is written is not known. It is never counted as none."),
            *(as_sentence(_(one.statement)) for one in methods),
        ),
        references=material.sources.cite_methods(*USED),
    )


USED = ("neighbours", "shares", "experiment", "meaningful", "worst_first")


def _rules(material: Material) -> Section:
    return Section(
        _("How flags are found"),
        lines=(
            _(
                "Rules look at what is written, with its time. Doses whose time is not known stand "
                "in no distance. Limits look at any 20 hours, and on days without times at the day."
            ),
            _(
                "A rule says what is known of a combination, not that it did harm. Knowledge "
                "version %(version)s."
            )
            % {"version": material.known.version},
        ),
    )


def _limits_of_it() -> Section:
    return Section(
        _("What this report cannot say"),
        lines=(
            _("It holds what one person wrote down. It was not checked against anything else."),
            _("Nobody was blinded; what was taken was drawn by lot only in a planned experiment."),
            _("It makes no diagnosis and recommends no treatment."),
        ),
    )
