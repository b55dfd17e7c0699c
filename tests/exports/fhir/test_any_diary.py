"""Whatever a diary may hold, its document is a right one."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.actions import lives
from tests.exports.fhir.checks import all_complaints
from tests.exports.fhir.documents import document_of
from tracker.domain.diary import CoverSheet, Diary, Profile
from tracker.domain.selection import Selection

FEW = 4


def some(strategy, kind):
    """Return a few of them; ids are unique over all kinds of entries."""
    return st.lists(strategy, max_size=FEW, unique_by=lambda one: one.id).map(
        lambda entries: tuple(replace(one, id=f"{kind} {one.id}") for one in entries)
    )


# Products keep their ids: doses name them.
shelves = st.lists(lives.products, max_size=FEW, unique_by=lambda one: one.id).map(tuple)
diaries = st.builds(
    Diary,
    profile=st.builds(
        Profile,
        conditions=lives.tuples_of(lives.texts),
        medicines=lives.tuples_of(lives.texts | lives.names),
        age=lives.maybe(lives.exact),
        egfr=lives.maybe(lives.exact),
    ),
    intakes=some(lives.intakes, "intake"),
    symptoms=some(lives.scores, "score"),
    none_taken=some(lives.nones, "none"),
    skipped_doses=some(lives.skips, "skipped"),
    products=shelves,
    custom_symptoms=st.lists(lives.own_symptoms, max_size=2).map(tuple),
    cover_sheet=lives.maybe(
        st.builds(CoverSheet, name=lives.texts, questions=lives.tuples_of(lives.texts))
    ),
)
selections = st.builds(
    Selection,
    st.just(lives.date(2026, 10, 1)),
    st.just(lives.date(2026, 11, 30)),
    substances=lives.maybe(st.just(("magnesium",))),
    with_notes=st.booleans(),
    with_name=st.booleans(),
)


@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
@given(diaries, selections)
def test_it_is_right(fhir_reader, diary, selection):
    found = all_complaints(document_of(diary, selection), fhir_reader)

    assert not any(found.values()), found
