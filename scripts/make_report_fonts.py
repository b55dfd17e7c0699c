"""Make the fonts of the PDF report from Debian's packages fonts-noto-core and fonts-noto-cjk.

    apt-get download fonts-noto-core fonts-noto-cjk
    for each of them: dpkg -x PACKAGE FOLDER
    python scripts/make_report_fonts.py FOLDER

Each script gets a folder of its own in tracker/exports/report/fonts, since typst takes folders
and a report shall read those of its own scripts only. `coverage.json` beside them says which
characters each folder shows, and `widths.json` how wide those of the Latin fonts are. The same
packages give the same bytes.
"""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, starmap
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "tracker/exports/report/fonts"

CHINESE_OF_THE_COLLECTION = 2
"""Noto Sans CJK SC: all characters, in the shapes of mainland China where shapes differ."""

LARGEST_DEVIATION = 1.0
"""Of a curve drawn anew, in thousandths of the size of the letters."""

TRUETYPE_LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
)

EAST_ASIAN_FEATURES = ["kern", "palt", "mark", "mkmk", "ccmp", "ljmo", "vjmo", "tjmo"]


@dataclass(frozen=True, slots=True)
class Folder:
    """The fonts of one family: their files, and which characters of them; None: all."""

    name: str
    files: tuple[str, ...]
    characters: frozenset[int] | None = None
    family: str = ""
    """A name of its own, where only a part of a family stands here."""

    @classmethod
    def of(cls, script: str) -> "Folder":
        return cls(script.lower(), (f"NotoSans{script}-Regular.ttf",))


# Arrows and the signs of comparing, which every report has and the Latin font has not.
SIGNS = frozenset(range(0x2190, 0x2300))

# Letters of Latin, Greek and Cyrillic, and the dashes and quotes of texts.
MEASURED = frozenset((*range(0x20, 0x530), *range(0x2010, 0x2030)))

# The scripts that living languages are written in.
SCRIPTS = (
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Bengali",
    "Tamil",
    "Telugu",
    "Gurmukhi",
    "Gujarati",
    "Kannada",
    "Malayalam",
    "Oriya",
    "Sinhala",
    "Thai",
    "Lao",
    "Khmer",
    "Myanmar",
    "Georgian",
    "Armenian",
    "Ethiopic",
    "Syriac",
    "Thaana",
    "NKo",
    "Adlam",
    "Tifinagh",
    "Cherokee",
    "CanadianAboriginal",
    "Mongolian",
    "Javanese",
    "Balinese",
    "Sundanese",
    "Vai",
    "Yi",
    "OlChiki",
    "Lisu",
    "MeeteiMayek",
    "Chakma",
)


def main(packages: Path) -> None:
    for place in FONTS.glob("*/"):
        shutil.rmtree(place)
    taken: set[int] = set()
    coverage = []
    for folder in folders():
        family, characters = made(folder, packages)
        new = list(ranges(characters - taken))
        coverage.append({"folder": folder.name, "family": family, "ranges": new})
        taken |= characters
    text = json.dumps(coverage, separators=(",", ":")).replace('{"folder"', '\n{"folder"')
    (FONTS / "coverage.json").write_text(text + "\n", encoding="ascii")
    write_widths()


def folders() -> Iterator[Folder]:
    """Yield the fonts. The first that has a character shows it."""
    yield Folder("latin", ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"))
    yield Folder("signs", ("NotoSansMath-Regular.ttf",), SIGNS, "Noto Sans Signs")
    for script in SCRIPTS:
        yield Folder.of(script)
    yield Folder("tibetan", ("NotoSerifTibetan-Regular.ttf",))
    yield Folder.of("Symbols")
    yield Folder.of("Symbols2")
    yield Folder.of("Math")
    yield Folder("cjk", ("NotoSansCJK-Regular.ttc",), common_east_asian())


def made(folder: Folder, packages: Path) -> tuple[str, set[int]]:
    """Write the fonts of a folder; return their family and what all of them can show."""
    place = FONTS / folder.name
    place.mkdir(parents=True)
    fonts = [written(found(name, packages), folder, place) for name in folder.files]
    shown = set.intersection(*(set(font.getBestCmap()) for font in fonts))
    return fonts[0]["name"].getDebugName(1), shown


def found(name: str, packages: Path) -> Path:
    files = sorted(packages.rglob(name))
    if not files:
        raise SystemExit(f"{packages}: no file {name}; unpack both packages there")
    return files[0]


def written(file: Path, folder: Folder, place: Path) -> TTFont:
    """Write what a report needs of a font; return it."""
    is_collection = file.suffix == ".ttc"
    options = subset.Options(
        hinting=False,  # only screens use it
        layout_features=EAST_ASIAN_FEATURES if is_collection else ["*"],
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
        font_number=CHINESE_OF_THE_COLLECTION,
    )
    font = subset.load_font(str(file), options)
    characters = set(font.getBestCmap())
    subsetter = subset.Subsetter(options)
    subsetter.populate(
        unicodes=characters if folder.characters is None else characters & folder.characters
    )
    subsetter.subset(font)
    if folder.family:
        rename(font, folder.family)
    if is_collection:
        draw_with_quadratics(font)
    subset.save_font(font, str(place / file.name.replace(".ttc", ".ttf")), options)
    return font


def write_widths() -> None:
    """Write how wide the characters of the Latin fonts are, in thousandths of their size.

    Characters that are set together with others are left out.
    """
    widths = {}
    for weight in ("Regular", "Bold"):
        font = TTFont(FONTS / "latin" / f"NotoSans-{weight}.ttf")
        widths[weight.lower()] = {
            chr(code): font["hmtx"][name][0]
            for code, name in font.getBestCmap().items()
            if code in MEASURED and not unicodedata.category(chr(code)).startswith(("M", "C"))
        }
    text = json.dumps(widths, ensure_ascii=False, separators=(",", ":"))
    (FONTS / "widths.json").write_text(f"{text}\n", encoding="utf-8")


def rename(font: TTFont, family: str) -> None:
    """Give a part of a font its own name, so that the whole one can stand beside it."""
    for record in font["name"].names:
        text = {1: family, 3: family, 4: family, 6: family.replace(" ", ""), 16: family}
        record.string = text.get(record.nameID, record.toUnicode())


def draw_with_quadratics(font: TTFont) -> None:
    """Turn the outlines of an OpenType font with cubic curves into those of a TrueType font.

    typst embeds cubic ones without the widths of their glyphs, which PDF/UA asks for.
    """
    names = font.getGlyphOrder()
    drawings = font.getGlyphSet()
    glyphs = {name: quadratic(drawings[name], drawings) for name in names}
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = names, glyphs
    for name, (width, _) in font["hmtx"].metrics.items():
        glyphs[name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, getattr(glyphs[name], "xMin", 0))
    font["maxp"].tableVersion = 0x00010000
    for limit in TRUETYPE_LIMITS:
        setattr(font["maxp"], limit, 0)
    font["maxp"].maxZones = 1
    font["maxp"].recalc(font)
    font["post"].formatType = 3
    for cubic in ("CFF ", "VORG"):
        del font[cubic]
    font.sfntVersion = "\0\1\0\0"


def quadratic(drawing: Any, drawings: Any) -> Glyph:
    pen = TTGlyphPen(drawings)
    drawing.draw(Cu2QuPen(pen, max_err=LARGEST_DEVIATION, reverse_direction=True))
    return pen.glyph()


def common_east_asian() -> frozenset[int]:
    """Return the characters of GB 2312, JIS X 0208, the first level of Big5 and KS X 1001."""
    rows = range(0xA1, 0xFF)
    pairs = [bytes((first, second)) for first in rows for second in rows]
    first_level = [code.to_bytes(2) for code in range(0xA140, 0xC67F)]
    charsets = {"gb2312": pairs, "euc_jp": pairs, "euc_kr": pairs, "big5": first_level}
    return frozenset(chain.from_iterable(starmap(decoded, charsets.items())))


def decoded(charset: str, codes: Iterable[bytes]) -> Iterator[int]:
    for code in codes:
        text = code.decode(charset, errors="ignore")
        if len(text) == 1:
            yield ord(text)


def ranges(characters: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of characters."""
    ordered = sorted(characters)
    for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        yield codes[0], codes[-1]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
