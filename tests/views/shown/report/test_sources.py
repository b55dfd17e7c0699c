"""What a report cites."""

from tracker.domain.rules.model import Citation
from tracker.knowledge import knowledge
from tracker.views.shown.citations import CONVENTION
from tracker.views.shown.report.sources import Sources


def citing(*names):
    return [Citation(source=name, locator="p. 1", claim="Something.") for name in names]


def test_sources_are_numbered_as_they_are_met_and_once():
    one, other = list(knowledge().sources)[:2]
    sources = Sources(knowledge())

    assert sources.cite(citing(one, one)) == (1,)
    assert sources.cite(citing(other, one)) == (2, 1)
    assert [source.number for source in sources.all] == [1, 2]


def test_a_source_has_its_address_and_how_well_it_is_known():
    sources = Sources(knowledge())
    sources.cite(citing("FARRAR2001"))

    assert sources.all[0].address == "https://doi.org/10.1016/S0304-3959(01)00349-9"
    assert sources.all[0].name.endswith("2001 (abstract read)")


def test_a_convention_of_ours_is_no_source():
    sources = Sources(knowledge())

    assert sources.cite(citing(CONVENTION)) == ()
    assert sources.all == ()
