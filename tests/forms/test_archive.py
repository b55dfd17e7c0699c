"""What somebody chooses as an archive: refused by its content, before it can fill the memory."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.document.documents import ARCHIVE, document
from tests.running import ROOT
from tracker.document import DocumentError, Problem
from tracker.document.problems import MOST_TOLD
from tracker.forms.archive import MOST_BYTES, SMALL, ArchiveForm, diary_of

BOMB_BYTES = 50_000_000
XXE = b"""<?xml version="1.0"?>
<!DOCTYPE diary [<!ENTITY file SYSTEM "file:///etc/passwd">]><diary>&file;</diary>"""
LAUGHS = b'\xef\xbb\xbf <?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %s "%s">' % (name, b"&%s;" % before * 10)
    for before, name in zip([b"a", b"b", b"c", b"d"], [b"b", b"c", b"d", b"e"], strict=True)
)
HEAD = b'{"format":"mgapp-diary","version":1,'


def zip_bomb():
    """Return fifty megabytes of nothing, in fifty kilobytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.json", b" " * BOMB_BYTES)
    return packed.getvalue()


def spreadsheet():
    packed = BytesIO()
    Workbook().save(packed)
    return packed.getvalue()


def problems_of(content, name="archive.json"):
    """Return what the form says of a file."""
    form = ArchiveForm({}, {"file": SimpleUploadedFile(name, content)})
    return " ".join(form.errors.get("file", []))


def refused(text):
    """Return the first problem that the document has."""
    with pytest.raises(DocumentError) as refusal:
        diary_of(text)
    return refusal.value.problems[0].message


def repeated(item, size=2_000_000, key=b"intakes"):
    """Return a document of about `size` bytes whose list holds nothing but `item`."""
    return HEAD + b'"%s":[' % key + b",".join([item] * (size // (len(item) + 1))) + b"]}"


# Other kinds of file


@pytest.mark.parametrize("name", ["archive.zip", "archive.json"])
def test_a_zip_file_is_refused_unopened_whatever_its_name(name):
    assert "This is a zip file or a spreadsheet." in problems_of(zip_bomb(), name)


def test_a_spreadsheet_is_refused_unopened():
    assert "This is a zip file or a spreadsheet." in problems_of(spreadsheet())


@pytest.mark.parametrize("text", [XXE, LAUGHS, b"\n\n<html>"])
def test_xml_is_refused_unread(text):
    assert "another file of XML" in problems_of(text)


def test_a_compressed_file_is_refused_still_packed():
    assert "This file is compressed." in problems_of(b"\x1f\x8b\x08" + b"\0" * 100)


def test_a_pdf_is_refused():
    assert "This is a PDF" in problems_of(b"%PDF-1.7 ...")


def test_a_file_that_is_too_large_is_refused():
    assert "This file is larger than 32.0" in problems_of(b"{" + b" " * MOST_BYTES + b"}")


def test_an_archive_is_taken_with_a_byte_order_mark_too():
    assert problems_of(b"\xef\xbb\xbf" + json.dumps(ARCHIVE).encode()) == ""


# Documents that grow


@pytest.mark.parametrize("item", [b"{}", b"[]", b"[[[]]]", b"0", b'""', b"null", b'{"a":1}'])
def test_a_file_of_nothing_is_refused_before_it_is_read(item):
    assert "holds too many" in refused(repeated(item))


def test_a_small_one_is_told_what_is_wrong_with_it():
    assert "is missing" in refused(repeated(b"{}", SMALL // 10))


def test_a_diary_is_far_from_being_taken_for_one():
    text = json.dumps(ARCHIVE, separators=(",", ":")).encode()

    assert (text.count(b"{") + text.count(b"[")) * 40 < len(text)
    assert text.count(b",") * 16 < len(text)


@pytest.mark.parametrize("text", [b"[" * 10**6, b'{"a":' * 10**6])
def test_deep_nesting_is_refused(text):
    assert refused(text)


def test_nesting_that_is_as_long_as_it_is_deep_is_refused():
    assert "nested too deeply" in refused(HEAD + b'"x":' + b"[" * 30_000 + b" " * 2_000_000)


@pytest.mark.parametrize("number", [b"1e999999", b"-1e999999", b"1e-999999", b"9" * 10**6, b"NaN"])
def test_a_number_beyond_all_measure_is_refused(number):
    intake = json.dumps(document(settings={"x": 0})["settings"]).encode()

    assert refused(HEAD + b'"settings":' + intake.replace(b"0", number) + b"}")


def test_a_key_that_stands_twice_after_many_others_is_found_at_once():
    keys = b",".join(b'"%d":"%s"' % (number, b"x" * 20) for number in range(60_000))

    assert "the key '7' stands twice" in refused(b"{" + keys + b',"7":1}')


def test_of_a_hundred_thousand_problems_some_are_told():
    with pytest.raises(DocumentError) as refusal:
        diary_of(repeated(b'"%s"' % (b"x" * 20), 2_400_000))

    assert len(refusal.value.problems) == MOST_TOLD
    assert isinstance(refusal.value.problems[0], Problem)


@pytest.mark.parametrize("item", [b'"abcdefg"', b"1.500000", b'{"id":"abcdefghijkl"}'])
def test_reading_takes_no_more_than_twenty_times_the_file(item):
    """The worst that is still read at all; measured in a process of its own."""
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=repeated(item, 4_000_000, b"tracked"),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )

    assert int(measured.stdout) < 20 * 4_000_000


MEASURE = """
import resource, sys
from tracker.forms.archive import DocumentError, diary_of
text = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    diary_of(text)
except DocumentError:
    pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""
