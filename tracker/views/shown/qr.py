"""QR codes as drawings inside a page."""

from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str) -> SafeString:
    """Return a drawing of `text` as a QR code: SVG with attributes only, dark on light.

    Error correction level M, as the SMART Health Links specification recommends.
    """
    import segno

    code = segno.make_qr(text, error="m", mode="byte", boost_error=False)
    drawn = code.svg_inline(
        omitsize=True, dark="#000", light="#fff", svgclass="code", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 # nosec B308 B703 - segno draws rectangles, whatever the text says
