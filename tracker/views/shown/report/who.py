"""Who the report is about, as far as they said."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tracker.exports.report.values import Fact
from tracker.views.shown.profile_topics import value_words
from tracker.views.shown.report.material import Material
from tracker.views.shown.words import every


def who(material: Material) -> tuple[Fact, ...]:
    """Return the facts that bear on what is taken; "not known" where nobody said."""
    return tuple(_facts(material))


def _facts(material: Material) -> Iterator[Fact]:
    profile, sheet = material.profile, material.diary.cover_sheet
    if material.selection.with_name:
        yield Fact(_("Name"), (sheet.name if sheet else "") or _("not given"))
    yield _age(material)
    yield _said(material, _("Sex"), "sex")
    if profile.pregnant:
        yield Fact(_("Pregnant"), _("yes"))
    if profile.lactating:
        yield Fact(_("Breast-feeding"), _("yes"))
    yield _kidneys(material)
    yield _said(material, _("Conditions"), "conditions", unknown=_("none named"))
    yield from _medicines(material)
    yield _said(
        material, _("Limits used"), "region", unknown=_("United States, as no region is named")
    )


def _medicines(material: Material) -> Iterator[Fact]:
    """Yield the medicines of the profile: of chosen substances, those that it names."""
    named = material.profile.medicines
    if named or material.selection.substances is None:
        yield Fact(_("Medicines named"), every(named) or _("none named"))


def _age(material: Material) -> Fact:
    profile = material.profile
    if profile.birth_date is not None:
        return _said(material, _("Born"), "birth_date")
    if profile.age is not None:
        return Fact(_("Age"), f"{profile.age:f}")
    return Fact(_("Age"), _("not known"))


def _kidneys(material: Material) -> Fact:
    said = [
        *value_words("kidney", material.profile.kidney, material.known, material.last),
        *value_words("egfr", material.profile.egfr, material.known, material.last),
    ]
    return Fact(_("Kidneys"), ", ".join(said) or _("not known"))


def _said(material: Material, label: str, fact: str, unknown: str = "") -> Fact:
    value = getattr(material.profile, fact)
    words = value_words(fact, value, material.known, material.last)
    return Fact(label, every(words) or unknown or _("not known"))
