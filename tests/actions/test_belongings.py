"""Products, favourites and symptoms of one's own: kept, changed, undone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import local, make_favourite, make_intake, make_person, make_product, save
from tracker import actions, queries
from tracker.domain.diary import CustomSymptom, Stock, Tracked

pytestmark = pytest.mark.django_db

BELONGINGS = [
    make_product(stock=Stock(Decimal("30"), local("2026-06-10T08:00")), times=["07:00", "21:30"]),
    make_favourite(make_product()),
    CustomSymptom("hot feet", "Hot feet", lowest="none", highest="unbearable"),
    Tracked(("nerve_pain", "hot feet")),
]


@pytest.fixture
def person():
    return make_person()


def kept(person):
    lists = queries.belongings(person)
    own = [*lists["products"], *lists["favourites"], *lists["custom_symptoms"]]
    return [*own, lists["tracked"]] if lists["tracked"] else own


@pytest.mark.parametrize("belonging", BELONGINGS, ids=lambda one: type(one).__name__)
def test_what_is_added_is_there(person, belonging):
    actions.add_belonging(person=person, belonging=belonging)

    assert kept(person) == [belonging]


@pytest.mark.parametrize("belonging", BELONGINGS, ids=lambda one: type(one).__name__)
def test_adding_it_is_undone(person, belonging):
    saved = actions.add_belonging(person=person, belonging=belonging)

    actions.undo(person=person, change=saved.change)

    assert kept(person) == []


def test_the_same_twice_is_one(person):
    product = make_product()
    first = actions.add_belonging(person=person, belonging=product)

    assert actions.add_belonging(person=person, belonging=product).change == first.change


def test_another_one_with_the_same_id_is_refused(person):
    product = make_product()
    actions.add_belonging(person=person, belonging=product)

    with pytest.raises(actions.IdInUse):
        actions.add_belonging(person=person, belonging=replace(product, name="Another"))


def test_a_product_and_a_favourite_can_have_one_id(person):
    actions.add_belonging(person=person, belonging=make_product(id="a"))
    actions.add_belonging(person=person, belonging=make_favourite(id="a"))

    assert len(kept(person)) == 2


def test_a_page_that_was_opened_before_a_change_is_told(person):
    product = make_product()
    version = actions.add_belonging(person=person, belonging=product).row.version
    renamed = replace(product, name="Renamed")
    actions.change_belonging(person=person, belonging=renamed, version=version)

    with pytest.raises(actions.StaleEntry):
        actions.change_belonging(
            person=person, belonging=replace(product, name="Late"), version=version
        )


def test_deleting_a_product_leaves_what_was_taken_of_it(person):
    product = make_product()
    intake = product.taken(intake_id="i", at=local("2026-06-10T08:00"), timezone="Europe/Berlin")
    save(person, product, intake)

    actions.delete_belonging(person=person, kind="product", entry_id=product.id)

    assert queries.diary(person).intakes == (intake,)


def test_somebody_elses_product_is_not_found(person):
    product = make_product()
    save(make_person(), product)

    with pytest.raises(actions.NoSuchEntry):
        actions.delete_belonging(person=person, kind="product", entry_id=product.id)


def test_a_whole_diary_with_belongings_is_stored_once(person):
    save(person, *BELONGINGS)

    assert save(person, *BELONGINGS).change is None
    assert kept(person) == BELONGINGS


class TestTogether:
    def test_several_entries_are_one_change(self, person):
        entries = [make_intake(), make_intake("2026-06-10T08:01")]
        change = actions.log_together(person=person, entries=entries)

        actions.undo(person=person, change=change)

        assert queries.diary(person).intakes == ()

    def test_a_second_click_adds_nothing(self, person):
        entries = [make_intake(), make_intake("2026-06-10T08:01")]
        first = actions.log_together(person=person, entries=entries)

        assert actions.log_together(person=person, entries=entries) == first
        assert len(queries.diary(person).intakes) == 2


class TestATrackedSymptom:
    FEET = CustomSymptom("hot feet", "Hot feet")

    def add(self, person, symptom=FEET, others=("mood",)):
        tracked = Tracked((*others, symptom.id))
        return actions.add_tracked_symptom(person=person, symptom=symptom, tracked=tracked)

    def test_it_is_added_and_followed_in_one_change(self, person):
        save(person, Tracked(("mood",)))
        change = self.add(person)
        added = kept(person)
        actions.undo(person=person, change=change)

        assert added == [self.FEET, Tracked(("mood", "hot feet"))]
        assert kept(person) == [Tracked(("mood",))]

    def test_twice_it_is_the_same_change(self, person):
        assert self.add(person) == self.add(person)

    def test_another_one_with_its_id_is_refused(self, person):
        self.add(person)

        with pytest.raises(actions.IdInUse):
            self.add(person, replace(self.FEET, name="Cold feet"))


class TestStock:
    COUNTED = Stock(Decimal(30), local("2026-06-10T08:00"))

    def used(self, person, *intakes, product):
        save(person, product, *intakes)
        return queries.used_since_counted(person, [product])

    def intake(self, product, at, **fields):
        taken = product.taken(intake_id=at, at=local(at), timezone="Europe/Berlin")
        return replace(taken, **fields)

    def test_what_was_taken_after_the_count_is_used(self, person):
        product = make_product(stock=self.COUNTED, usual_servings=Decimal("1.5"))
        before, after = (self.intake(product, at) for at in ("2026-06-10T07:00", "2026-06-11"))

        used = self.used(person, before, after, product=product)

        assert used == {product.id: queries.Used(Decimal("1.5"))}

    def test_an_intake_without_servings_is_not_a_zero(self, person):
        product = make_product(stock=self.COUNTED)
        intake = self.intake(product, "2026-06-11", servings=None)

        used = self.used(person, intake, product=product)

        assert used == {product.id: queries.Used(unknown=1)}

    def test_products_without_a_count_are_not_asked_for(self, person, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert queries.used_since_counted(person, [make_product()]) == {}
