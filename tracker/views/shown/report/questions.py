"""What the person wants to ask."""

from django.utils.translation import gettext as _

from tracker.exports.report.values import Section
from tracker.views.shown.report.material import Material


def questions(material: Material) -> Section:
    heading = _("Questions for the visit")
    sheet = material.diary.cover_sheet
    lines = tuple(one for one in (sheet.questions if sheet else ()) if one.strip())
    return Section(heading, lines=lines, nothing="" if lines else _("None were written."))
