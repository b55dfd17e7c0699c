"""Who comes to a page: someone who is logged in, or a visitor of the demo."""

from django.test import Client


def logged_in(person):
    """Return a browser in which the person is logged in."""
    client = Client()
    client.force_login(person.user)
    return client


def visitor_of_demo(person):
    """Return a browser that looks at the person's diary as the demo, which it becomes."""
    type(person).objects.filter(pk=person.pk).update(is_demo=True)
    visitor = Client()
    session = visitor.session
    session["looks_at_demo"] = True
    session.save()
    return visitor
