"""By which sign a picture of the report shows a thing."""

from tracker.domain.daily import Exposure
from tracker.views.shown.report.material import Material
from tracker.views.shown.signs import OWN_SIGN, sign_of


def sign_in(exposure: Exposure, material: Material) -> str:
    """Return the sign: that of a medicine for what was taken as one, unless it has its own."""
    is_medicine = exposure.substance in material.medicines
    if is_medicine and exposure.substance not in OWN_SIGN:
        return "medicine"
    return sign_of(exposure.substance)
