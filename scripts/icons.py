"""Draw the icons of static/img from mark.svg, with the Chromium of the tests.

    python -m scripts.icons

Their files are committed; run it after a change of the mark.
"""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.find_chromium import ensure_chromium

FOLDER = Path(__file__).resolve().parent.parent / "static/img"
TEAL = "#0b6e69"


@dataclass(frozen=True)
class Icon:
    """A picture of the mark, `size` pixels wide and high.

    One that fills its square leaves the corners to the device, which cuts them as it likes, and
    has the letters on the `share` of the width that no device cuts.
    """

    file: str
    size: int
    fills_square: bool = False
    share: float = 1

    def html(self, mark: str) -> str:
        """Return a page that shows the icon and nothing else."""
        side = round(self.size * self.share)
        ground = TEAL if self.fills_square else "transparent"
        return (
            f"<body style='margin:0;display:grid;place-items:center;height:100vh;"
            f"background:{ground}'><div style='width:{side}px;height:{side}px'>{mark}</div>"
        )


ICONS = (
    Icon("icon-180.png", 180, fills_square=True, share=0.9),
    Icon("icon-192.png", 192),
    Icon("icon-512.png", 512),
    Icon("icon-maskable-512.png", 512, fills_square=True, share=0.72),
)
FAVICON_SIZE = 32


def draw(page: Page, icon: Icon, mark: str) -> bytes:
    """Return the PNG of `icon`."""
    page.set_viewport_size({"width": icon.size, "height": icon.size})
    page.set_content(icon.html(mark))
    return page.screenshot(omit_background=not icon.fills_square)


def ico(png: bytes, size: int) -> bytes:
    """Return an .ico file that holds one PNG."""
    header = b"\0\0\1\0\1\0"
    entry_length = 16
    entry = (
        bytes([size, size, 0, 0, 1, 0, 32, 0])
        + len(png).to_bytes(4, "little")
        + (len(header) + entry_length).to_bytes(4, "little")
    )
    return header + entry + png


def main() -> None:
    mark = (FOLDER / "mark.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure_chromium([]), args=["--no-sandbox"]
        )
        page = browser.new_page()
        for icon in ICONS:
            (FOLDER / icon.file).write_bytes(draw(page, icon, mark))
        small = draw(page, Icon("favicon.ico", FAVICON_SIZE), mark)
        (FOLDER / "favicon.ico").write_bytes(ico(small, FAVICON_SIZE))
        browser.close()


if __name__ == "__main__":
    main()
