"""What all public pages have in common."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.knowledge import knowledge

RULES = [rule.id for rule in knowledge().rule_book.rules]
PAGES = ["/", "/rules/", "/rules/mg_calcium/", "/medicines/", "/forms/"]
EVERY_PAGE = ["/", "/rules/", "/medicines/", "/forms/", *(f"/rules/{rule}/" for rule in RULES)]

LOUD = re.compile(r"\b(do not|don't|dangerous|must|failed|violation)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES)
def test_it_opens(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_its_head_can_be_asked_for(client, path):
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(client, path, method):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_it_asks_the_database_nothing(client, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_browser_may_keep_it_for_five_minutes(client, path):
    assert client.get(path)["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize("path", PAGES)
def test_what_a_browser_keeps_is_not_shown_after_logging_in_or_out(client, path):
    assert "Cookie" in client.get(path)["Vary"]


@pytest.mark.parametrize("path", PAGES)
def test_a_browser_that_has_it_gets_no_second_copy(client, path):
    etag = client.get(path)["ETag"]

    assert client.get(path, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_it_has_neither_style_nor_script_of_its_own(html_of, path):
    html = html_of(path)

    assert re.findall(r"\sstyle=|<style|<script|\son\w+=", html) == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_it_speaks_calmly(html_of, path):
    text = unescape(strip_tags(html_of(path)))

    assert LOUD.findall(" ".join(text.split())) == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_id_stands_once(html_of, path):
    ids = re.findall(r'\sid="([^"]+)"', html_of(path))

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_link_within_a_page_leads_somewhere(html_of, path):
    html = html_of(path)
    ids = set(re.findall(r'\sid="([^"]+)"', html))

    assert {link for link in re.findall(r'href="#([^"]+)"', html) if link not in ids} == set()


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_it_has_one_title_of_its_own(html_of, path):
    html = html_of(path)

    assert len(re.findall(r"<h1>[^<]+</h1>", html)) == 1


@pytest.mark.parametrize("path", PAGES)
def test_it_says_that_it_is_information(html_of, path):
    assert "information, not medical advice" in html_of(path)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_links_to_other_sites_tell_them_nothing(html_of, path):
    html = html_of(path)
    links = re.findall(r"<a [^>]*href=\"https?://[^>]*>", html)

    assert [link for link in links if 'rel="noreferrer noopener"' not in link] == []


@given(st.text(min_size=1, max_size=40))
@settings(deadline=None)
def test_garbage_for_a_rule_is_not_found(garbage):
    status = Client().get(f"/rules/{quote(garbage, safe='')}/").status_code

    assert status == 404 or garbage in RULES


@given(st.text(max_size=60))
@settings(deadline=None)
def test_garbage_for_a_path_is_never_an_error_of_ours(garbage):
    assert Client().get("/" + quote(garbage)).status_code < 500


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=3))
@settings(deadline=None, max_examples=30)
def test_garbage_in_the_query_changes_nothing(query):
    assert Client().get("/rules/mg_calcium/", query).status_code == 200
