"""The page of a question: how it stands, what may be said of it, and what belongs beside that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.asked import Compared, Reply, Standing
from tracker.domain.daily import Exposure
from tracker.domain.diary import Question, Settings
from tracker.domain.effect import Answer
from tracker.forms.scales import PAIN, OwnSymptoms
from tracker.knowledge import Knowledge
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.helps import notes, sentences
from tracker.views.shown.helps.figures import Figure, figures_of
from tracker.views.shown.helps.picture import Picture, picture_of
from tracker.views.shown.helps.sentences import Said
from tracker.views.shown.helps.topics import Topic, dose_of, ends, topic_of_question
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.words import as_sentence, capitalised, exposure_words, long_day


@dataclass(frozen=True, slots=True)
class FindingShown:
    """What studies found, how good that evidence is, and where it stands."""

    statement: str
    grade: str
    grade_means: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class AskedShown:
    """A question in a line."""

    text: str
    speed: str
    asked_on: str
    address: str


@dataclass(frozen=True, slots=True)
class HelpsPage:
    """A question and its answer. `asks`: it still has to be said whether it is taken for pain."""

    id: str
    asked: AskedShown
    standing: Standing
    what: str
    because_question: str
    said: Said | None
    picture: Picture | None
    notes: tuple[str, ...]
    counted: tuple[str, ...]
    blank_days: str
    figures: tuple[Figure, ...]
    findings: tuple[FindingShown, ...]
    because_it_hurts: bool | None
    experiment_address: str
    shows_an_effect: bool

    @property
    def asks(self) -> bool:
        return self.standing == "not_said"

    @property
    def shows_an_answer(self) -> bool:
        """Is it settled, one way or the other?"""
        return self.standing in {"clear", "none"}

    @property
    def offers_experiment(self) -> bool:
        """Is a planned experiment the next step?"""
        return self.standing in {"locked", "as_needed", "not_marked", "cannot_tell"}


def helps_page(
    question: Question,
    reply: Reply,
    *,
    own: OwnSymptoms,
    known: Knowledge,
    settings: Settings | None,
) -> HelpsPage:
    topic = topic_of_question(question, reply.compared, own, known)
    since = settings.every_dose_logged_from if settings else None
    effect = reply.answer.effect if reply.answer else None
    return HelpsPage(
        id=question.id,
        asked=asked_shown(question, own, known),
        standing=reply.standing,
        what=topic.what,
        because_question=notes.because_question(topic, is_pain=question.symptom in PAIN),
        said=said_of(topic, reply),
        picture=picture_of(topic, effect, ends(question.symptom, topic.better)) if effect else None,
        notes=tuple(notes_of(topic, question, reply, since, known)),
        counted=tuple(counted_of(topic, reply)),
        blank_days=blank_days_of(topic, reply),
        figures=figures_of(
            topic, question, reply.compared, reply.answer, settings=settings, known=known
        )
        if reply.answer
        else (),
        findings=findings_of(question, known),
        because_it_hurts=question.sometimes_because_it_hurts,
        experiment_address=experiment_address(reply),
        shows_an_effect=reply.shows_an_effect,
    )


def experiment_address(reply: Reply) -> str:
    """Return where the experiment stands that closes the question, or where one is planned."""
    if reply.experiment is not None:
        return reverse("tracker:experiment", args=[reply.experiment.id])
    return reverse("tracker:new_experiment")


def said_of(topic: Topic, reply: Reply) -> Said | None:
    """Return the answer in sentences; None while the person has not been asked all."""
    compared, found = reply.compared, reply.answer
    match reply.standing:
        case "not_said":
            return None
        case "locked" if reply.experiment is not None:
            return sentences.locked(topic, reply.experiment.last_day)
        case "not_marked":
            return sentences.not_marked(topic)
        case "as_needed":
            return sentences.as_needed(topic, compared.days_as_needed, compared.days_on)
        case "not_enough" if found is not None:
            return sentences.not_enough(topic, found.missing)
    return _with_effect(topic, reply.standing, found)


def _with_effect(topic: Topic, standing: Standing, found: Answer | None) -> Said | None:
    say = {
        "clear": sentences.clear,
        "none": sentences.none,
        "cannot_tell": sentences.cannot_tell,
    }.get(standing)
    if say is None or found is None or found.effect is None:
        return None
    return say(topic, found.effect)


def notes_of(
    topic: Topic, question: Question, reply: Reply, since: date | None, known: Knowledge
) -> Iterable[str]:
    """Yield what has to stand beside an answer, the most important first."""
    compared = reply.compared
    if reply.standing in {"not_said", "locked"}:
        return
    if reply.shows_an_effect:
        yield notes.speed(topic)
        if reply.answer and reply.answer.effect:
            what = Exposure(question.substance, question.form)
            reference = reply.answer.effect.reference
            yield notes.per_dose(dose_of(what, reference, compared.doses.unit, known))
        if question.sometimes_because_it_hurts:
            yield notes.few_marked(topic, compared.days_as_needed, compared.days_on)
    if reply.shows_an_effect or reply.standing == "not_enough":
        yield from _of_days(topic, question, compared, since, known)
    if question.from_day is not None:
        yield notes.new_days_only(question.from_day)


def _of_days(
    topic: Topic, question: Question, compared: Compared, since: date | None, known: Knowledge
) -> Iterable[str]:
    """Yield what the days count as: a slip, a blank day, another form."""
    if compared.far_above:
        yield notes.far_above(compared.far_above)
    yield notes.blank_days(since)
    if question.form:
        yield notes.other_forms(topic, exposure_words(Exposure(question.substance), known))


def counted_of(topic: Topic, reply: Reply) -> Iterable[str]:
    """Yield what is there so far, where days are missing."""
    if reply.standing != "not_enough":
        return
    compared = reply.compared
    for count, text in (
        (compared.scored_on, _("%(days)s with a score and with %(what)s")),
        (compared.scored_off, _("%(days)s with a score and without %(what)s")),
    ):
        days = ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
        yield text % {"days": days, "what": topic.what}


def blank_days_of(topic: Topic, reply: Reply) -> str:
    """Return how many days would count if blank ones were days without, where that is missing."""
    missing = reply.answer.missing if reply.answer else {}
    if "off" not in missing and "switches" not in missing:
        return ""
    return notes.without_word(topic, reply.compared.scored_without_word)


def asked_shown(question: Question, own: OwnSymptoms, known: Knowledge) -> AskedShown:
    what = exposure_words(Exposure(question.substance, question.form), known)
    words = {"what": capitalised(what), "symptom": name_inside(question.symptom, own)}
    return AskedShown(
        text=_("%(what)s and %(symptom)s") % words,
        speed=_("building up over days") if question.half_life else _("on the same day"),
        asked_on=long_day(question.asked_at.date()),
        address=reverse("tracker:helps_asked", args=[question.id]),
    )


def asked_before(
    questions: Sequence[Question], shown: Question, own: OwnSymptoms, known: Knowledge
) -> tuple[AskedShown, ...]:
    """Return the other questions, the latest first."""
    others = [one for one in questions if one.id != shown.id]
    others.sort(key=lambda one: one.asked_at, reverse=True)
    return tuple(asked_shown(one, own, known) for one in others)


def findings_of(question: Question, known: Knowledge) -> tuple[FindingShown, ...]:
    """Return what studies found about the two, and about pain how large a real change is."""
    found = tuple(
        FindingShown(
            statement=_(one.statement),
            grade=one.evidence_grade,
            grade_means=as_sentence(_(known.evidence.grades[one.evidence_grade])),
            sources=tuple(cited(one.references, known)),
        )
        for one in known.evidence.about(question.substance, question.symptom)
    )
    return (*found, _real_change(known)) if question.symptom in PAIN else found


def _real_change(known: Knowledge) -> FindingShown:
    change = known.meaningful_change
    statement = f"{_(change.statement)} {_(change.caveat)}"
    return FindingShown(statement, "", "", tuple(cited(change.references, known)))
