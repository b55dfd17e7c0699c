"""What the tests of the profile's pages say and read."""

from datetime import date

from django.utils import timezone

from tracker import actions, queries

MAY = date(2026, 5, 1)


def today():
    return timezone.now().date()


def profile(person):
    return queries.profiles(person)[0]


def lines(person, fact):
    return [
        (period.first, period.value) for period in queries.profile_periods(person).get(fact, ())
    ]


def say(person, since=None, **values):
    return actions.set_profile_facts(person=person, values=values, since=since)


def take(person, name, since=None):
    return actions.change_profile_list(person=person, fact="medicines", add=[name], since=since)
