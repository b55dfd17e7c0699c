"""The screens on which a page has to be right: a phone and a desk, by day and by night."""

import pytest

WIDTHS = pytest.mark.parametrize("width", [390, 1280])
SCHEMES = pytest.mark.parametrize("color_scheme", ["light", "dark"])
