"""The watch of conftest.py sees what it is there to see."""

import pytest


@pytest.mark.parametrize(
    ("script", "seen"),
    [
        ("console.error('oops')", "oops"),
        ("setTimeout(() => { throw new Error('oops') })", "oops"),
        ("document.body.setAttribute('style', 'color: red')", "CSP: style-src"),
        ("fetch('http://other.example/')", "connect-src"),
        ("void window.open('http://other.example/')", "other host: http://other.example/"),
    ],
)
def test_it_notices(open_page, watch, script, seen):
    page = open_page("/")
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(200)
    problems, watch.problems = watch.problems, []

    assert any(seen in problem for problem in problems), problems
