"""What the tests of experiments share: experiments at some point of their days, and their diary."""

from datetime import timedelta
from urllib.parse import quote

from tests.factories import (
    make_content,
    make_experiment,
    make_intake,
    make_none_taken,
    make_score,
    save,
)
from tests.views.diary_pages import NEW_YORK, TODAY, words_in
from tracker import queries

LIST, NEW = "/experiments/", "/experiments/new/"
SWINGS = (0, 1, 0, -1, 0, 1, -1)
"""Days of one block differ, and blocks of one kind do not."""

GLYCINATE = make_content(form="glycinate")


def page_of(experiment, what=""):
    return f"/experiments/{quote(experiment.id, safe='')}/{what}"


def begun(days_ago, **fields):
    """Return an experiment whose first day was so many days ago; negative: it is to come."""
    first = TODAY - timedelta(days=days_ago)
    return make_experiment(first.isoformat(), timezone=NEW_YORK, **{"form": "glycinate"} | fields)


def written_in(experiment, *, effect=0, days=None, score=6):
    """Return the entries of its first `days` days, all as planned, each with a score."""
    entries = []
    for number in range(min(days if days is not None else experiment.days, experiment.days)):
        day = experiment.first_day + timedelta(days=number)
        is_on = experiment.blocks[number // experiment.block_days]
        value = str(score + effect * is_on + SWINGS[number % 7])
        entries.append(make_score(f"{day}T20:00", value=value, timezone=NEW_YORK))
        if is_on:
            taken = make_intake(f"{day}T21:00", contents=(GLYCINATE,), timezone=NEW_YORK)
            entries.append(taken)
        else:
            entries.append(make_none_taken(day.isoformat(), timezone=NEW_YORK))
    return entries


def experiments(person):
    return queries.belongings(person)["experiments"]


def saved(person, experiment, **written):
    save(person, experiment, *written_in(experiment, **written))
    return experiment


def words_at(client, path):
    return words_in(client.get(path).text)
