"""The type of what is sent cannot break a request before there is one."""

import pytest

from mgapp.bodies.content_type import plain_type
from tests.plain_visitor import Visitor
from tests.running import App

FORM = "application/x-www-form-urlencoded"
ODD = [
    f"{FORM}; charset=idna",
    f"{FORM}; charset=utf-16",
    f"{FORM}; charset=hex",
    "text/plain; x*=nonsense''%41",
    "multipart/form-data; boundary*=nonsense''%41",
    ";;;=",
]


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    app = App(tmp_path_factory.mktemp("data"))
    yield Visitor(app.address)
    app.stop()


@pytest.mark.parametrize("sent", ODD)
def test_an_odd_type_gets_an_answer(visitor, sent):
    status, _ = visitor.ask("POST", "/day/?a=%ff..%c3b", b"a=%ff", {"Content-Type": sent})

    assert 400 <= status < 500


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("text/plain", "text/plain"),
        ("application/json; charset=utf-8", "application/json"),
        ("multipart/form-data; boundary=----a1", 'multipart/form-data; boundary="----a1"'),
        ('multipart/form-data;boundary="a b"; charset=x', 'multipart/form-data; boundary="a b"'),
        ("multipart/form-data; boundary=\xe9", "multipart/form-data"),
        ("multipart/form-data; xboundary=a", "multipart/form-data"),
        ("nonsense; a=b", ""),
        ("", ""),
    ],
)
def test_kind_and_boundary_are_kept(sent, plain):
    assert plain_type(sent) == plain
