"""The pictures in docs/screenshots; see scripts/screenshots.py."""

import base64

import pytest

from scripts.screenshots import DEVICES, FOLDER, PAGES, SCHEMES, is_wanted

QUALITY = 60
LOOKS = [(device, scheme) for device in DEVICES for scheme in SCHEMES]
WITHOUT = [page for page in PAGES if any(is_wanted(page.file(*look)) for look in LOOKS)]


def picture_of(page, *, size, scheme):
    """Return what the window shows, as a WebP; playwright itself takes PNG and JPEG only."""
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    session = page.context.new_cdp_session(page)
    options = {"format": "webp", "quality": QUALITY}
    return base64.b64decode(session.send("Page.captureScreenshot", options)["data"])


@pytest.mark.parametrize("page", WITHOUT, ids=lambda page: page.name)
def test_pictures_that_are_missing_or_asked_for_are_taken(look_at, page):
    shown = look_at(page)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for device, scheme in LOOKS:
        file = page.file(device, scheme)
        if is_wanted(file):
            file.write_bytes(picture_of(shown, size=DEVICES[device], scheme=scheme))

    assert all(page.file(*look).exists() for look in LOOKS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pictures_of_a_page_are_small(page):
    for look in LOOKS:
        picture = page.file(*look).read_bytes()

        assert picture.startswith(b"RIFF")
        assert len(picture) < 80_000


def test_no_picture_is_of_a_page_that_went_away():
    known = {page.file(*look) for page in PAGES for look in LOOKS}

    assert set(FOLDER.glob("*.webp")) - known == set()
