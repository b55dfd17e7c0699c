"""The page "Report": what is chosen, and that nothing else is shown."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests import clock
from tests.factories import make_intake, make_person, make_score, save
from tests.views.diary_pages import html_at, in_one_line, words_in
from tests.views.handover.report_pages import (
    CHOOSE,
    COVER,
    JUNE,
    REPORT,
    SHEET,
    chosen,
    file_of,
    report_in,
)
from tests.visitors import visitor_of_demo
from tracker import actions, queries
from tracker.domain.diary import CoverSheet, CustomSymptom
from tracker.imports import demo_diary

pytestmark = pytest.mark.django_db

TODAY = clock.now().date()


def sheet_of(person):
    return queries.belongings(person)["cover_sheet"]


class TestWhoMayLook:
    @pytest.mark.parametrize("path", [REPORT, REPORT + JUNE])
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert Client().get(path).url.startswith("/accounts/login/?next=/report/")

    @pytest.mark.parametrize("path", [CHOOSE, COVER, file_of("csv")])
    def test_a_visitor_who_posts_is_asked_to_log_in(self, path):
        assert Client().post(path).url.startswith("/accounts/login/?next=/report/")

    def test_the_page_is_read_only(self, client):
        assert client.post(REPORT).status_code == 405

    @pytest.mark.parametrize("path", [CHOOSE, COVER, file_of("csv")])
    def test_what_is_posted_cannot_be_opened_as_a_page(self, client, path):
        assert client.get(path).status_code == 405

    def test_a_stranger_sees_nothing_of_it(self, stranger, full):
        text = html_at(stranger, REPORT + JUNE)

        assert "Your report begins with one entry" in text
        assert "Ada" not in text

    def test_who_looks_at_the_demo_sees_and_chooses(self, person, full):
        visitor = visitor_of_demo(person)
        visitor.post(CHOOSE + JUNE, chosen(symptoms=["mood"]))

        assert "Nerve pain" not in report_in(visitor)

    def test_who_looks_at_the_demo_writes_nothing(self, person, full):
        response = visitor_of_demo(person).post(COVER, {"name": "Me"})

        assert (response.status_code, sheet_of(person)) == (403, SHEET)

    def test_what_was_chosen_of_another_diary_is_not_chosen_of_this_one(self, client, full):
        session = client.session
        session["handover_chosen"] = {"person": make_person().pk, "symptoms": []}
        session.save()

        assert "Nerve pain" in report_in(client)


class TestTheReport:
    def test_it_is_on_the_page_before_it_leaves(self, client, full):
        words = words_in(report_in(client))

        assert "Ada Example" in words
        assert "Could the dose be split?" in words
        assert "Nerve pain" in words

    def test_nothing_in_it_leads_into_the_diary(self, client, full):
        links = set(re.findall(r'<a [^>]*href="([^"]*)"', report_in(client)))

        assert links
        assert [one for one in links if not one.startswith(("#source-", "https://"))] == []

    def test_each_source_that_is_cited_is_in_the_list(self, client, full):
        report = report_in(client)
        cited = set(re.findall(r'href="#(source-\d+)"', report))

        assert cited
        assert cited <= set(re.findall(r'id="(source-\d+)"', report))

    def test_every_id_stands_once(self, client, full):
        ids = re.findall(r'\sid="([^"]+)"', client.get(REPORT + JUNE).text)

        assert sorted(ids) == sorted(set(ids))

    def test_there_is_no_style_and_no_script_in_it(self, client, full):
        assert re.findall(r"\sstyle=|<style|<script|\son\w+=", report_in(client)) == []

    def test_what_was_typed_is_text(self, client, person):
        save(
            person,
            make_intake("2026-06-08T08:10", note="<b>bold</b>"),
            CustomSymptom("own", "<i>own</i>"),
            make_score("2026-06-08T21:00", symptom="own"),
            CoverSheet("<script>name</script>", ("<u>why</u>",)),
        )
        html = client.get(REPORT + JUNE).text

        assert [tag for tag in ("<b>", "<i>", "<script>n", "<u>") if tag in html] == []

    def test_a_write_shows_at_once(self, client, full):
        report_in(client)
        client.post(COVER, {"name": "Grace Example"})

        assert "Grace Example" in report_in(client)

    def test_nobody_stores_it(self, client, full):
        assert client.get(REPORT)["Cache-Control"] == "private, no-store"

    def test_an_empty_diary_says_what_will_be_here(self, client):
        assert "Your report begins with one entry" in html_at(client, REPORT)

    @pytest.mark.parametrize(("region", "first"), [("US", "letter"), ("EU", "pdf"), (None, "pdf")])
    def test_the_paper_of_the_region_stands_first(self, client, person, full, region, first):
        if region:
            actions.set_profile_fact(person=person, fact="region", value=region)

        assert client.get(REPORT).context["page"].papers[0].format == first


class TestDays:
    def test_ninety_days_are_usual(self, client, person):
        save(person, make_score(f"{TODAY - timedelta(days=400)}T12:00"))

        selection = client.get(REPORT).context["page"]
        assert selection.query == "span=90"

    def test_it_begins_no_earlier_than_the_diary(self, client, full):
        page = client.get(f"{REPORT}?from=2020-01-01&to=2026-06-30").context["page"]

        assert page.days == "8 June to 30 June 2026"

    def test_days_before_the_diary_are_a_report_of_nothing(self, client, full):
        page = client.get(f"{REPORT}?from=2020-01-01&to=2020-02-01").context["page"]

        assert page.days == "1 February 2020"

    @pytest.mark.parametrize("query", ["from=x&to=y", "from=2026-06-30&to=2026-06-01", "from="])
    def test_dates_that_cannot_be_meant_are_told_at_their_field(self, client, full, query):
        response = client.get(f"{REPORT}?{query}")

        assert (response.status_code, response.text.count('aria-invalid="true"') > 0) == (200, True)

    @pytest.mark.parametrize(
        "query", ["from=0001-01-01", "span=all", "to=9999-12-31&from=1900-01-01"]
    )
    def test_the_ends_of_the_calendar_are_asked_for_in_vain(self, client, full, query):
        assert client.get(f"{REPORT}?{query}").context["page"].days.startswith("8 June")

    def test_the_page_without_days_shows_those_that_were_looked_at_last(self, client, full):
        client.get(REPORT + JUNE)

        assert client.get(REPORT).context["page"].days == "8 June to 30 June 2026"

    def test_garbage_is_the_usual_span(self, client, full):
        assert client.get(f"{REPORT}?span=%00<b>").context["page"].query == "span=90"


class TestChoosing:
    def test_the_address_says_nothing_of_what_is_chosen(self, client, full):
        response = client.post(CHOOSE + JUNE, chosen(symptoms=["mood"], name=None))

        assert (response.status_code, response["Location"]) == (303, REPORT + JUNE)

    def test_what_is_not_ticked_is_not_shown(self, client, full):
        client.post(CHOOSE + JUNE, chosen(symptoms=["mood"], substances=["magnesium"]))
        # Titles of sources name what they like.
        words = words_in(report_in(client).split('<section class="references"')[0]).lower()

        assert "mood" in words
        assert [one for one in ("nerve pain", "calcium", "yoghurt") if one in words] == []

    def test_notes_are_left_out(self, client, full):
        client.post(CHOOSE + JUNE, chosen(notes=None))
        words = words_in(report_in(client))

        assert [one for one in ("yoghurt", "walk", "Kim", "left foot") if one in words] == []

    def test_notes_are_in_it(self, client, full):
        words = words_in(report_in(client))

        assert all(one in words for one in ("yoghurt", "walk", "Kim", "left foot"))

    def test_the_name_is_left_out_and_the_questions_stay(self, client, full):
        client.post(CHOOSE + JUNE, chosen(name=None))
        words = words_in(report_in(client))

        assert "Ada" not in words
        assert "Could the dose be split?" in words

    def test_the_day_of_birth_goes_with_the_name(self, client, person, full):
        actions.set_profile_fact(person=person, fact="birth_date", value=date(1961, 3, 2))
        client.post(CHOOSE + JUNE, chosen(name=None))

        assert "1961" not in report_in(client)

    def test_all_ticked_is_what_is_logged_later_too(self, client, person, full):
        client.post(CHOOSE + JUNE, chosen())
        save(person, make_score("2026-06-11T21:00", symptom="tingling"))

        assert "Tingling" in report_in(client)

    def test_some_ticked_is_not_what_is_logged_later(self, client, person, full):
        client.post(CHOOSE + JUNE, chosen(symptoms=["nerve_pain"]))
        save(person, make_score("2026-06-11T21:00", symptom="tingling"))

        assert "Tingling" not in report_in(client)

    def test_none_ticked_is_none(self, client, full):
        client.post(CHOOSE + JUNE, {"notes": "yes"})
        words = words_in(report_in(client)).lower()

        assert [one for one in ("nerve pain", "mood", "magnesium", "ada") if one in words] == []

    def test_what_is_chosen_is_said(self, client, full):
        client.post(CHOOSE + JUNE, chosen(symptoms=["mood"], substances=[], notes=None))

        said = "1 of 2 symptoms, no substances, no notes, your name"
        assert client.get(REPORT + JUNE).context["page"].chosen == said

    def test_the_boxes_are_ticked_as_they_were_sent(self, client, full):
        client.post(CHOOSE + JUNE, chosen(symptoms=["mood"]))
        symptoms = client.get(REPORT + JUNE).context["page"].symptoms

        assert [(one.value, one.is_on) for one in symptoms] == [
            ("mood", True),
            ("nerve_pain", False),
        ]

    @pytest.mark.parametrize("sent", [{}, {"symptom": ["x" * 9000, "\x00"]}, {"span": "all"}])
    def test_what_was_not_offered_is_not_chosen(self, client, full, sent):
        client.post(CHOOSE + JUNE, sent)

        assert client.session["handover_chosen"]["symptoms"] == []
        assert client.get(REPORT + JUNE).status_code == 200


class TestTheCoverSheet:
    def test_it_is_kept(self, client, person, full):
        response = client.post(
            COVER + JUNE, {"name": " Ada  B ", "questions": "Why?\r\n\r\n  How  long?"}
        )

        assert response["Location"] == REPORT + JUNE
        assert sheet_of(person) == CoverSheet("Ada B", ("Why?", "How long?"))

    def test_it_can_be_taken_back(self, client, person, full):
        client.post(COVER + JUNE, {"name": "", "questions": ""})
        note = client.get(REPORT + JUNE).context["note"]
        client.post("/profile/undo/", {"change": note["change"], "next": REPORT})

        assert sheet_of(person) == SHEET

    @pytest.mark.parametrize(
        "typed",
        [
            {"name": "n" * 201, "questions": "Why?"},
            {"name": "Ada\x00", "questions": "Why?"},
            {"name": "Ada", "questions": "Why?\n" * 13},
            {"name": "Ada", "questions": "Why?" * 600},
        ],
    )
    def test_what_does_not_fit_is_told_and_not_lost(self, client, person, full, typed):
        response = client.post(COVER + JUNE, typed)
        form = response.context["form"]

        assert response.status_code == 200
        assert form.errors
        assert (form["questions"].value(), sheet_of(person)) == (typed["questions"], SHEET)

    def test_what_stands_there_is_in_the_form(self, client, full):
        assert 'value="Ada Example"' in in_one_line(client.get(REPORT).text)


class TestCost:
    @pytest.mark.parametrize("days", [30, 2 * 365])
    def test_the_number_of_queries_is_the_same_for_any_history(
        self, client, person, days, django_assert_max_num_queries
    ):
        diary = demo_diary(days=days, seed=2, end=date(2026, 6, 30))
        actions.add_entries(person=person, diary=diary)
        actions.daily_of(person=person)

        with django_assert_max_num_queries(27):
            client.get(f"{REPORT}?from=2020-01-01&to=2026-06-30")
