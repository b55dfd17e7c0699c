from decimal import Decimal

from tracker.knowledge.chemistry import atoms, molar_mass


def test_each_element_of_a_formula_is_counted():
    assert atoms("C4H8MgN2O4") == {"C": 4, "H": 8, "Mg": 1, "N": 2, "O": 4}


def test_an_element_that_stands_twice_is_added_up():
    assert atoms("CH3CH2OH") == {"C": 2, "H": 6, "O": 1}


def test_what_is_no_plain_formula_is_none():
    assert [atoms(text) for text in ("", "mgO", "Mg(OH)2", "MgO ")] == [None] * 4


def test_the_molar_mass_is_exact():
    weights = {"Mg": Decimal("24.305"), "O": Decimal("15.999")}
    assert molar_mass({"Mg": 1, "O": 1}, weights) == Decimal("40.304")


def test_an_element_without_a_weight_makes_no_mass():
    assert molar_mass({"Xx": 1}, {}) is None
