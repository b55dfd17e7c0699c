"""The report as a PDF, read back by two readers that are not ours."""

import io
import traceback
from dataclasses import fields, replace

import page
import pytest
import typst
from pypdf import PdfReader

from tests.exports.report.reports import (
    make_days,
    make_flags,
    make_front,
    make_report,
    make_table,
    picture_of,
)
from tracker.exports.report.pdf import ReportNotMade, Words, pdf_of
from tracker.exports.report.values import Fact, Reference, Section

PAPERS = ("a4", "letter")
MONSTER = "x" * 300
SCRIPTS = {
    "Greek and Cyrillic": "Ελένη Юлия",
    "Arabic": "محمد العربي",
    "Hebrew": "שלום עולם",
    "Chinese": "王小明",
    "Japanese": "さくら 桜 カタカナ",
    "Korean": "김서연",
    "Thai": "สมชาย ใจดี",
    "Devanagari": "अनिता शर्मा",
    "Bengali": "রহিম",
    "Tamil": "தமிழ்",
    "Georgian": "ნინო",
    "Armenian": "Անահիտ",
    "Ethiopic": "ሰላም",
    "Khmer": "សុខា",
    "Burmese": "မြန်မာ",
    "Sinhala": "සිංහල",
}


def read_back(report, paper="a4"):
    return PdfReader(io.BytesIO(pdf_of(report, paper=paper)))


def words_on(page):
    """Return the text of a page without spaces, which no two readers place alike."""
    return "".join(page.extract_text().split())


def is_on(text, page):
    return "".join(text.split()) in words_on(page)


def findings_in(pdf):
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    return [(failure.rule_id, failure.message) for failure in report.failures]


def sections_of(front):
    """Return the names of the sections of page 1."""
    return [one.name for one in fields(front) if isinstance(getattr(front, one.name), Section)]


def empty_report():
    nothing = Section("Nothing", nothing="Nothing is written.")
    front = make_front(
        who=(),
        weeks=None,
        times=None,
        **dict.fromkeys(sections_of(make_front()), nothing),
    )
    return make_report(
        front=front, whole=(), days=nothing, flags=(), no_flags="None.", method=(), sources=()
    )


def monstrous_report(text=MONSTER, rows=8):
    def section(heading):
        return Section(
            heading,
            lines=(text,) * 3,
            facts=(Fact(text, text),) * 4,
            table=make_table(text, (text, text, text), [(text, text, text)] * rows),
            doubt=text,
            left_out=text,
            references=(1, 2, 3),
        )

    front = make_front()
    crowded = replace(
        front,
        who=(Fact(text, text),) * 12,
        weeks=picture_of([5] * 26, text),
        times=picture_of([5] * 12, text),
        **{name: section(f"Part {number}") for number, name in enumerate(sections_of(front))},
    )
    return make_report(title=text, span=text, made=text, disclaimer=text, front=crowded)


REPORTS = {
    "as usual": make_report,
    "empty": empty_report,
    "monstrous": monstrous_report,
    "every script": lambda: make_report(title=" ".join(SCRIPTS.values())),
    "every severity": lambda: make_report(
        flags=tuple(make_flags(level) for level in ("info", "caution", "ask", "emergency"))
    ),
    "long": lambda: make_report(days=make_days(200), flags=(make_flags(count=100),)),
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_keeps_the_rules_of_accessible_pdf(name, paper):
    assert findings_in(pdf_of(REPORTS[name](), paper=paper)) == []


def test_the_check_of_accessible_pdf_finds_what_is_missing():
    assert findings_in(typst.compile(b"= Untitled", ignore_system_fonts=True)) != []


@pytest.mark.parametrize("paper", PAPERS)
def test_page_1_holds_every_section_in_its_order(paper):
    report = make_report()
    text = words_on(read_back(report, paper).pages[0])

    places = [text.index("".join(section.heading.split())) for section in report.sections]

    assert sorted(places[1:]) == places[1:]


@pytest.mark.parametrize(
    ("text", "paper"),
    [(MONSTER, "a4"), (MONSTER, "letter"), ("ยาวมาก" * 30, "a4"), ("王" * 200, "letter")],
)
def test_page_1_stays_one_page(text, paper):
    pages = read_back(monstrous_report(text), paper).pages

    assert is_on("Part 8", pages[0])
    assert is_on("In full", pages[1])
    assert not is_on("Part 8", pages[1])


def test_letter_and_a4_have_their_sizes():
    sizes = [read_back(make_report(), paper).pages[0].mediabox[2:] for paper in PAPERS]

    assert [(round(width), round(height)) for width, height in sizes] == [(595, 842), (612, 792)]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_name_of_any_script_can_be_read_back(script):
    name = SCRIPTS[script]

    first = read_back(make_report(front=make_front(who=(Fact("Name", name),)))).pages[0]

    # Marks may be read back before or after their letter.
    assert set("".join(name.split())) <= set(words_on(first))


def test_a_note_of_any_script_stands_in_the_daily_table():
    days = make_days(1, notes="ปวดหลังจากเดินนาน")

    second = read_back(make_report(days=days)).pages[1]

    assert set("ปวดหลังจากเดินนาน") <= set(words_on(second))


def test_a_character_that_no_font_has_is_shown_as_a_box():
    days = make_days(1, notes="before \U0001f9ff after")

    assert is_on("before □ after", read_back(make_report(days=days)).pages[1])


@pytest.mark.parametrize(
    "odd",
    ["a\0b", "a\ufeffb", "a\ue000b", "a\uffffb", "a\ud800b", "\u202eab", "a\u200db", "\U000e0041"],
)
def test_an_odd_character_does_not_keep_a_report_from_being_made(odd):
    pdf = pdf_of(make_report(title=odd, front=make_front(who=(Fact(odd, odd),))), paper="a4")

    assert findings_in(pdf) == []


def test_a_mark_on_a_sign_of_another_font_does_not_keep_a_report_from_being_made():
    days = make_days(1, notes="before \u059d\u26bd\u034e after")

    assert is_on("before □⚽□ after", read_back(make_report(days=days)).pages[1])


def test_what_was_written_is_never_markup():
    written = '#panic("x") *bold* = Heading $x$ @ref <label> \\ `raw` #image("x")'
    days = make_days(1, notes=written)

    assert is_on(written, read_back(make_report(days=days)).pages[1])


def test_a_word_without_end_stays_in_its_column():
    address = "https://example.org/" + "a" * 200
    days = make_days(2, notes=address)

    text = words_on(read_back(make_report(days=days)).pages[1]).replace("\u200b", "")

    assert text.count(address) == 2


def test_a_short_word_is_never_broken():
    text = read_back(make_report()).pages[1].extract_text()

    assert "\u200b" not in text


def test_a_long_note_stays_whole_over_pages():
    note = " ".join(f"word{number}" for number in range(3000))

    pages = read_back(make_report(days=make_days(1, notes=note))).pages

    assert sum(words_on(one).count("word") for one in pages) == 3000


def test_the_head_of_a_table_stands_on_each_of_its_pages():
    pages = read_back(make_report(days=make_days(150), flags=())).pages
    of_days = [one for one in pages if "141mgat21:30" in words_on(one)]

    assert len(of_days) > 2
    assert all(is_on("Tingling", one) for one in of_days)


def test_each_page_says_which_of_how_many_it_is():
    pages = read_back(make_report()).pages

    assert [is_on(f"Page {at + 1} of {len(pages)}", one) for at, one in enumerate(pages)] == [
        True
    ] * len(pages)


def test_the_layout_says_its_own_words_as_they_are_given():
    words = Words(whole="Im Ganzen", page="Seite {page} von {pages}")

    pages = PdfReader(io.BytesIO(pdf_of(make_report(), paper="a4", words=words))).pages

    assert is_on("Im Ganzen", pages[1])
    assert is_on(f"Seite 1 von {len(pages)}", pages[0])


@pytest.mark.parametrize("level", ["info", "caution", "ask", "emergency"])
def test_a_severity_is_a_word(level):
    group = make_flags(level)
    pages = read_back(make_report(flags=(group,))).pages

    assert any(is_on(group.severity, one) for one in pages)


def test_only_addresses_of_sources_lead_out_of_the_report():
    sources = (
        Reference(1, "A source", "https://example.org/one"),
        Reference(2, "No address"),
        Reference(3, "A strange one", "javascript:alert(1)"),
    )
    annotations = [
        annotation.get_object()["/A"]
        for one in read_back(make_report(sources=sources)).pages
        for annotation in one.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]

    assert {action["/URI"] for action in annotations if "/URI" in action} == {
        "https://example.org/one"
    }


def test_a_number_that_no_source_has_is_shown_without_leading_anywhere():
    front = make_front(limits=Section("Limits", lines=("Over it.",), references=(99,)))

    assert is_on("Over it. [99]", read_back(make_report(front=front)).pages[0])


def test_the_report_names_itself_and_its_language():
    catalog = read_back(make_report(language="pt-br"))

    assert catalog.metadata.title == "Report of Ada Example"
    assert str(catalog.trailer["/Root"]["/Lang"]).lower() == "pt-br"


def test_the_same_report_gives_the_same_bytes():
    assert pdf_of(make_report(), paper="a4") == pdf_of(make_report(), paper="a4")


def test_a_long_report_is_set_in_a_process_of_its_own_to_the_same_bytes(monkeypatch):
    report = make_report()
    here = pdf_of(report, paper="a4")
    monkeypatch.setattr("tracker.exports.report.pdf._MOST_ROWS_IN_THIS_PROCESS", 0)

    assert pdf_of(report, paper="a4") == here


def test_a_picture_says_what_it_shows_to_those_who_cannot_see_it():
    pdf = pdf_of(make_report(), paper="a4")
    figures = [
        str(thing.get_object()["/Alt"])
        for thing in structure_of(PdfReader(io.BytesIO(pdf)))
        if thing.get("/S") == "/Figure" and "/Alt" in thing
    ]

    assert figures == [make_front().weeks.description] * 2


def structure_of(reader):
    """Yield each element of the structure that a screen reader walks through."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting.extend(element)
        elif isinstance(element, dict):
            yield element
            if "/K" in element:
                waiting.append(element["/K"])


@pytest.mark.parametrize("most_rows", [0, 1000])
def test_what_goes_wrong_is_told_without_what_was_written(most_rows, monkeypatch, capfd):
    monkeypatch.setattr("tracker.exports.report.pdf._MOST_ROWS_IN_THIS_PROCESS", most_rows)
    # The SVG is broken: typst says so, and where.
    broken = replace(make_front().weeks, svg="<svg secret")

    with pytest.raises(ReportNotMade) as caught:
        pdf_of(make_report(front=make_front(weeks=broken)), paper="a4")

    logged = "".join(traceback.format_exception(caught.value))
    assert "secret" not in logged + "".join(capfd.readouterr())
