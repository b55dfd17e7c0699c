"""The pictures in docs/screenshots; see scripts/screenshots.py."""

import pytest

from scripts.screenshots import PICTURES


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_of_a_page_is_small(open_page, picture, tmp_path):
    page = open_page(picture.path, width=picture.width, height=picture.height)
    taken = tmp_path / picture.file.name
    page.screenshot(path=taken)
    picture.keep(taken)

    assert taken.stat().st_size < 200_000
