"""How stomach and bowel bore what was taken."""

from django.utils.translation import gettext as _

from tracker.domain.daily import Exposure
from tracker.domain.handover.borne import Borne, borne
from tracker.exports.report.values import Fact, Section
from tracker.forms.tolerance import TOLERANCES
from tracker.views.shown.report.material import Material
from tracker.views.shown.trend_pictures.taken import exposure_name
from tracker.views.shown.words import capitalised, every


def tolerance(material: Material) -> Section:
    heading = _("Stomach and bowel")
    found = borne(material.diary.intakes, material.known.rule_book.substances)
    if not found:
        return Section(heading, nothing=_("How a dose was borne is not written."))
    return Section(
        heading,
        facts=tuple(_fact(exposure, one, material) for exposure, one in found.items()),
    )


def _fact(exposure: Exposure, one: Borne, material: Material) -> Fact:
    form = Exposure(exposure.substance, exposure.form or None)
    words = {
        "told": one.told,
        "doses": one.doses,
        "how": every(f"{label} {one.words[word]}" for word, label in TOLERANCES if one.words[word]),
    }
    return Fact(
        capitalised(exposure_name(form, material.known)),
        _("%(how)s (said of %(told)d of %(doses)d doses)") % words,
    )
