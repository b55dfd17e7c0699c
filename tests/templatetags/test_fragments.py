"""Parts of pages that are made once for each value."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

from tracker.templatetags.fragments import _kept

FIELDS = "tracker/day/_fields.html"


def rendered(text, **values):
    return Template("{% load fragments %}" + text).render(Context(values))


def shown(place, **others):
    tag = f"{{% fragment '{FIELDS}' fields=fields place=place %}}"
    return rendered(tag, fields=(("of", "a"),), place=place, **others)


def test_a_fragment_is_made_of_the_values_that_it_is_given():
    assert 'name="place" value="here"' in shown("here")


def test_what_a_value_holds_is_escaped():
    assert "&lt;b&gt;" in shown("<b>")


def test_it_sees_nothing_else_of_the_page():
    tag = f"{{% fragment '{FIELDS}' fields=fields %}}"

    assert 'value=""' in rendered(tag, fields=(), place="here")


def test_the_same_values_are_not_made_again():
    shown("once")
    hits = _kept.cache_info().hits

    shown("once")

    assert _kept.cache_info().hits == hits + 1


def test_the_token_of_one_page_is_not_shown_on_another():
    tag = "{% fragment 'tracker/day/_undo.html' undo=undo %}"
    pages = [rendered(tag, undo=None, csrf_token=token) for token in ("first", "second")]

    assert ["first" in page for page in pages] == [True, False]


def test_while_templates_are_written_nothing_is_kept(settings):
    settings.DEBUG = True
    size = _kept.cache_info().currsize

    shown("written")

    assert _kept.cache_info().currsize == size


def test_a_value_that_can_change_is_refused():
    with pytest.raises(TypeError, match="unhashable"):
        rendered(f"{{% fragment '{FIELDS}' fields=fields %}}", fields=[])


def test_a_fragment_needs_a_template():
    with pytest.raises(TemplateSyntaxError):
        rendered("{% fragment %}")
