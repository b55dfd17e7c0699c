"""The rows of a table as HTML."""

from tracker.views.shown.tables import Head, Row, Table, table_of


def test_each_row_is_its_head_and_its_cells():
    table = table_of("Doses", ("Day", "Dose"), [("Mon", "200 mg"), ("Tue", "none")])

    assert table.body == (
        '<tr><th scope="row">Mon</th><td>200 mg</td></tr>'
        '<tr><th scope="row">Tue</th><td>none</td></tr>'
    )


def test_what_was_typed_is_no_markup():
    table = table_of("Doses", ("Day", "Dose"), [("<b>", "\"1\" & <script>'2'")])

    assert table.body == (
        '<tr><th scope="row">&lt;b&gt;</th>'
        "<td>&quot;1&quot; &amp; &lt;script&gt;&#x27;2&#x27;</td></tr>"
    )


def test_a_head_can_lead_to_a_page():
    table = Table("Months", (), (Row(Head("May", '/calendar/?a=1&b="'), ()),))

    assert table.body == (
        '<tr><th scope="row"><a href="/calendar/?a=1&amp;b=&quot;">May</a></th></tr>'
    )
