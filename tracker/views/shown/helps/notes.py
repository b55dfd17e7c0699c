"""What stands beside an answer: how to read it, what it cannot say, and what would help."""

from datetime import date
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.asked import FAR_ABOVE
from tracker.domain.effect import Effect, days_needed
from tracker.domain.effect.answers import TOO_SMALL
from tracker.views.shown.helps.topics import Topic
from tracker.views.shown.statistics_words import (
    points,
)
from tracker.views.shown.words import long_day

LARGE = 0.2
"""The share of the scale that is looked for first where a diary cannot tell: 2 points of 10."""


def not_proof() -> str:
    return _(
        "That is what was, not proof of a cause: whatever else went along with those days is in"
        " it too."
    )


def small(topic: Topic) -> str:
    return _("It is clear, but small: less than a tenth of the scale (%(size)s).") % {
        "size": points(TOO_SMALL * (topic.length or 0), topic.unit)
    }


def looks_harmful() -> str:
    return _(
        "Many people take more of something on bad days, and then it looks harmful in a comparison"
        " like this. If that may be so, mark those doses, or plan an experiment. Before you change"
        " a medicine, ask who prescribed it."
    )


def no_comparison(topic: Topic) -> str:
    return (
        _(
            "Days with and without %(what)s differ in something else too, such as weekends only,"
            " or the score was the same every day. So nothing can be told apart."
        )
        % topic.words
    )


def how_long(topic: Topic, effect: Effect) -> str:
    """Return about how many more days it would take; "" on a scale that has no length."""
    if topic.length is None:
        return ""
    large, fine = (points(share * topic.length, topic.unit) for share in (LARGE, TOO_SMALL))
    more = days_needed(effect, points=LARGE * topic.length)
    if more is None:
        return _(
            "With days like these it would take more than a year to tell a difference of %(size)s."
            " A planned experiment is quicker."
        ) % {"size": large}
    if more > 0:
        return _more_days(more, large)
    more = days_needed(effect, points=TOO_SMALL * topic.length)
    seen = _("A difference of %(size)s would most likely have shown by now.")
    if more == 0:
        return seen % {"size": fine}
    rest = (
        _("One of %(size)s would take more than a year of such days.") % {"size": fine}
        if more is None
        else _more_days(more, fine)
    )
    return f"{seen % {'size': large}} {rest}"


def _more_days(more: int, size: str) -> str:
    return _("About %(days)d more days like these would tell a difference of %(size)s.") % {
        "days": roughly(more),
        "size": size,
    }


def roughly(days: int) -> int:
    """Return a rough number of days as one: in steps of 5, from 50 on in steps of 10.

    >>> roughly(1), roughly(23), roughly(50), roughly(51)
    (5, 25, 50, 60)
    """
    step = 5 if days <= 50 else 10
    return ceil(days / step) * step


def how_to_mark() -> str:
    return _(
        "To mark a dose, open it on its day, and under “Why” choose “because it hurt”. The list of"
        " all entries finds them by substance."
    )


def few_marked(topic: Topic, days_as_needed: int, days_on: int) -> str:
    """Return what to say to someone who takes it because it hurts, and marked some doses."""
    text = ngettext(
        "You sometimes take %(what)s because it hurts. On %(marked)d of %(on)d day with it a dose"
        " is marked so. If there were more, mark them too: each one that is not makes %(what)s"
        " look worse than it is.",
        "You sometimes take %(what)s because it hurts. On %(marked)d of %(on)d days with it a dose"
        " is marked so. If there were more, mark them too: each one that is not makes %(what)s"
        " look worse than it is.",
        days_on,
    )
    return text % (topic.words | {"marked": days_as_needed, "on": days_on})


def speed(topic: Topic) -> str:
    """Return what the declared speed means for the answer."""
    if topic.builds_up:
        return _(
            "You asked about what builds up over days: half of the way in about two days. Each"
            " day counts with what had built up until then."
        )
    return _(
        "You asked about the same day: each score stands beside what was taken on its day. A slow"
        " effect looks smaller than it is in a same-day comparison."
    )


def per_dose(dose: str) -> str:
    """Return for which dose the number holds; `dose` is such as "200 mg magnesium"."""
    return _("The number is for %(dose)s a day, your usual dose.") % {"dose": dose}


def because_question(topic: Topic, *, is_pain: bool) -> str:
    """Return what is asked before the first answer: does a bad day bring the dose?"""
    text = (
        _("Do you sometimes take %(what)s because it hurts?")
        if is_pain
        else _("Do you sometimes take %(what)s because it hurts, or because the day is a bad one?")
    )
    return text % topic.words


def other_forms(topic: Topic, substance: str) -> str:
    """Return what a question about one form counts as a day without."""
    return _(
        "A day with another form of %(substance)s, and not this one, counts as a day without"
        " %(what)s."
    ) % {"substance": substance, "what": topic.what}


def blank_days(since: date | None) -> str:
    if since is None:
        return _("A day without a word on it counts as unknown, not as a day without.")
    return _("From %(day)s on, a day without a dose counts as a day on which none was taken.") % {
        "day": long_day(since)
    }


def far_above(count: int) -> str:
    """Return on how many days the dose is so high that it may be a slip."""
    return ngettext(
        "On %(count)d day the dose is more than %(times)d times your usual one. It is left out, as"
        " it may be a slip.",
        "On %(count)d days the dose is more than %(times)d times your usual one. They are left"
        " out, as they may be slips.",
        count,
    ) % {"count": count, "times": FAR_ABOVE}


def without_word(topic: Topic, count: int) -> str:
    """Return how many scored days say nothing of the substance; "" for none."""
    if not count:
        return ""
    return ngettext(
        "%(count)d day has a score and no word on %(what)s, so it counts for nothing here.",
        "%(count)d days have a score and no word on %(what)s, so they count for nothing here.",
        count,
    ) % {"count": count, "what": topic.what}


def new_days_only(since: date) -> str:
    return _(
        "This question counts days from %(day)s on only. You had seen an answer before you asked"
        " it, and days that were looked at cannot answer what they suggested."
    ) % {"day": long_day(since)}
