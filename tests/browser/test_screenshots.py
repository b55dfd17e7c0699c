"""The pictures in docs/screenshots; see scripts/screenshots.py."""

import base64

import pytest

from scripts.screenshots import DEVICES, FOLDER, PAGES, SCHEMES, keep

QUALITY = 60


def picture_of(page, *, size, scheme):
    """Return what the window shows, as a WebP; playwright itself takes PNG and JPEG only."""
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    session = page.context.new_cdp_session(page)
    options = {"format": "webp", "quality": QUALITY}
    return base64.b64decode(session.send("Page.captureScreenshot", options)["data"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pictures_of_a_page_are_small(look_at, page):
    shown = look_at(page)
    for device, size in DEVICES.items():
        for scheme in SCHEMES:
            picture = picture_of(shown, size=size, scheme=scheme)
            keep(picture, page.file(device, scheme))

            assert picture.startswith(b"RIFF")
            assert len(picture) < 80_000


def test_no_picture_is_of_a_page_that_went_away():
    known = {
        page.file(device, scheme) for page in PAGES for device in DEVICES for scheme in SCHEMES
    }

    assert set(FOLDER.glob("*.webp")) - known == set()
