"""All rules on one page, and each rule on its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.knowledge import knowledge
from tracker.views.public import public_page
from tracker.views.shown.groups import rule_groups
from tracker.views.shown.legend import legend
from tracker.views.shown.medicines import medicines_by_letter
from tracker.views.shown.rule_page import rule_context


@public_page
def rules(request: HttpRequest) -> HttpResponse:
    """Show every rule in its group, with what the marks mean."""
    known = knowledge()
    context = {
        "groups": rule_groups(known),
        "letters": [one.letter for one in medicines_by_letter(known)],
        "legend": legend(known),
        "rule_count": len(known.rule_book.rules),
        "version": known.version,
    }
    return render(request, "tracker/rules.html", context)


@public_page
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Show one rule: its numbers, its cases as they come out today, and its sources."""
    known = knowledge()
    found = known.rule_book.by_id.get(rule_id)
    if found is None:
        raise Http404
    return render(request, "tracker/rule.html", rule_context(found, known))
