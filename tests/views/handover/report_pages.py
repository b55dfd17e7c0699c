"""The page of the report, what its forms send, and a diary with something of everything."""

from tests.factories import make_intake, make_meal, make_none_taken, make_score, save
from tests.views.diary_pages import in_one_line
from tracker.domain.diary import CoverSheet

REPORT, CHOOSE, COVER = "/report/", "/report/choose/", "/report/cover/"
JUNE = "?from=2026-06-01&to=2026-06-30"
IN_JUNE = {"first": "2026-06-08", "last": "2026-06-30"}
SHEET = CoverSheet("Ada Example", ("Could the dose be split?",))


def file_of(file_format, query=JUNE):
    return f"/report/file/{file_format}/{query}"


def fill(person):
    """Write down two symptoms and two substances, with notes, and the name for the report."""
    return save(
        person,
        make_intake("2026-06-08T08:10", substance="calcium", amount="600", note="with yoghurt"),
        make_intake("2026-06-08T08:35", note="before the walk"),
        make_intake("2026-06-09T08:35"),
        make_meal("2026-06-09T12:30", note="soup at Kim's"),
        make_score("2026-06-08T21:00", value="6", note="left foot"),
        make_score("2026-06-09T21:00", symptom="mood", value="3"),
        make_none_taken("2026-06-10", substance="calcium"),
        SHEET,
    )


def chosen(symptoms=("nerve_pain", "mood"), substances=("calcium", "magnesium"), **others):
    """Return what the form sends: by default all that `fill` wrote down, notes and name too."""
    sent = {"symptom": list(symptoms), "substance": list(substances), "notes": "yes", "name": "yes"}
    return {key: value for key, value in (sent | others).items() if value is not None}


def report_in(client, query=JUNE):
    """Return the report of the page alone, in one line."""
    text = in_one_line(client.get(REPORT + query).text)
    return text.split('<article class="report"')[1].split("</article>")[0]
