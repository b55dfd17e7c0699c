"""How the tables of a report stand on a page."""

import pytest

from tracker.exports.report.values import Column
from tracker.templatetags.reports import under

DAY, PAIN = Column("Day"), Column("Pain", is_number=True)


def test_each_cell_stands_with_its_column():
    assert under(("1 June", "6"), (DAY, PAIN)) == [(DAY, "1 June"), (PAIN, "6")]


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        under(("1 June",), (DAY, PAIN))
