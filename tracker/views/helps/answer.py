"""A question and what the days so far answer to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tracker.domain.diary import Question
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.helps.ask import form_context, opened_form
from tracker.views.helps.reading import Reading, read
from tracker.views.notes import LAST_CHANGE
from tracker.views.shown.buttons import undo_shown
from tracker.views.shown.helps.page import HelpsPage, asked_before, helps_page


@require_safe
@reads_diary
@cache_control(private=True, no_cache=True)
def helps(request: HttpRequest, person: Any, question_id: str | None = None) -> HttpResponse:
    """Show the question that was asked last, or the one with this id; else ask for one."""
    reading = read(person)
    question = reading.latest if question_id is None else reading.question(question_id)
    context: dict[str, Any] = {"undo": undo_shown(request.session.pop(LAST_CHANGE, None))}
    if question is None:
        context |= form_context(reading, opened_form(reading))
        return render(request, "tracker/helps/first.html", context)
    context |= {
        "page": page_of(reading, question),
        "before": asked_before(reading.questions, question, reading.own, knowledge()),
    }
    return render(request, "tracker/helps/answer.html", context)


def page_of(reading: Reading, question: Question) -> HelpsPage:
    """Return the page of a question, made once for each state of the diary and day."""
    page: HelpsPage = reading.kept(("answer", question.id), lambda: _made(reading, question))
    return page


def _made(reading: Reading, question: Question) -> HelpsPage:
    stands = reading.reply(question)
    return helps_page(
        question, stands, own=reading.own, known=knowledge(), settings=reading.settings
    )
