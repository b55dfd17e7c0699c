"""What the layout of the PDF says itself, in the language of the moment."""

from django.utils.translation import gettext as _

from tracker.exports.report.pdf import Words


def layout_words() -> Words:
    return Words(
        whole=_("In full"),
        flags=_("What was noticed"),
        method=_("How it was made"),
        sources=_("Sources"),
        # Translators: {page} and {pages} stay as they are.
        page=_("Page {page} of {pages}"),
    )
