"""The validators that run in Node: started once for all tests of this folder on a core."""

import pytest

from tests.validators.node import reader


@pytest.fixture(scope="session")
def fhir_reader():
    with reader("fhir.mjs") as running:
        yield running
