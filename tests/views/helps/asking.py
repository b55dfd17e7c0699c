"""A diary with a question, made for the day on which the tests run."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from tests import clock
from tests.factories import (
    BERLIN,
    make_content,
    make_intake,
    make_none_taken,
    make_question,
    make_score,
    save,
)
from tests.views.diary_pages import html_at, words_in
from tracker import queries
from tracker.domain.diary import Scale

TODAY = clock.now().astimezone(ZoneInfo(BERLIN)).date()
QUESTION = "question"


def days_ago(number):
    return TODAY - timedelta(days=number)


def on_days(count):
    """Return which of the last `count` days have a dose: streaks with odd days between them."""
    return {number for number in range(1, count + 1) if (number // 4) % 2 or number % 11 == 0}


def diary_of(
    count=100, *, effect=-3, marked=0, none_is_said=True, symptom="nerve_pain", better="low"
):
    """Return the entries of the last `count` days; on `marked` of them a dose was for the pain."""
    random, on = np.random.default_rng(3), on_days(count)
    made = []
    for number in range(1, count + 1):
        day = days_ago(number)
        value = round(5 + random.normal(0, 0.7) + (effect if number in on else 0))
        scale = Scale(better=better)
        made.append(
            make_score(
                f"{day}T21:00", value=str(min(max(value, 0), 10)), symptom=symptom, scale=scale
            )
        )
        if number in on:
            hurt, marked = marked > 0 or None, marked - 1
            contents = (make_content(form="glycinate"),)
            made.append(make_intake(f"{day}T08:00", contents=contents, as_needed=hurt))
        elif none_is_said:
            made.append(make_none_taken(str(day)))
    return made


def a_question(*, said=False, asked=5, **fields):
    at = clock.now().astimezone(ZoneInfo(BERLIN)) - timedelta(days=asked)
    values = {"id": QUESTION, "asked_at": at, "sometimes_because_it_hurts": said}
    return make_question(**values | fields)


def asked_of(person, *entries, **question):
    """Store a diary and the question; the diary is one with a clear answer unless given."""
    save(person, *(entries or diary_of()), a_question(**question))


def says(client, path="/does-it-help/"):
    """Return the words of the page, from its title on to the footer."""
    main = html_at(client, path).split("<main", 1)[1].split("</main>", 1)[0]
    return words_in(main.split(">", 1)[1])


def answer_on(client, path="/does-it-help/"):
    """Return the words of the answer itself."""
    card = html_at(client, path).split('aria-labelledby="answer"', 1)[1].split("</section>", 1)[0]
    return words_in(card.split(">", 1)[1])


def questions_of(person):
    return queries.belongings(person)["questions"]
