import json
from pathlib import Path

import jsonschema
import pytest

from tests.document.documents import FULL, with_content, with_intake, with_product
from tracker.document import json_schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "diary.schema.json"


def test_the_published_schema_is_the_one_of_the_code():
    assert json.loads(PUBLISHED.read_text("utf-8")) == json_schema()


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_a_full_document_meets_the_schema():
    jsonschema.Draft202012Validator(json_schema()).validate(FULL)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        with_intake(route="nasal"),
        with_content(amount=-1),
        with_content(amount="1"),
        with_intake(x=1),
        with_product(usual_servings=0),
        with_product(usual_times=[{"at": "24:00"}]),
        with_product(usual_times=[{"at": "07:00", "weekdays": [0]}]),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(wrong):
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(wrong)
