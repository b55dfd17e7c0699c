"""Who comes to a page: someone who is logged in, or a visitor of the demo."""

from time import time

from django.test import Client


def logged_in(person):
    """Return a browser in which the person logged in a moment ago."""
    client = Client()
    client.force_login(person.user)
    session = client.session
    session["logged_in_at"] = time()
    session.save()
    return client


def visitor_of_demo(person):
    """Return a browser that looks at the person's diary as the demo, which it becomes."""
    type(person).objects.filter(pk=person.pk).update(is_demo=True)
    visitor = Client()
    session = visitor.session
    session["looks_at_demo"] = True
    session.save()
    return visitor
