"""SMART Health Links, taken apart again. An independent reader is in tests/views/shares."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime

import pytest
from jwcrypto.common import JWException
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from tracker.exports.health_link import base64url, encrypted, health_link, manifest, new_key

UNTIL = datetime(2026, 6, 10, tzinfo=UTC)
ADDRESS = "https://diary.example.org/shl/abc/"


def unpacked(text):
    return json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def a_link(address=ADDRESS, *, label="Mg Diary", has_passcode=False, key=b"k" * 32):
    return health_link(address, key, expires_at=UNTIL, label=label, has_passcode=has_passcode)


def payload(link):
    return unpacked(link.removeprefix("shlink:/"))


def decrypted(jwe, key):
    token = JWE()
    token.deserialize(jwe, JWK(kty="oct", k=base64url(key)))
    return token.payload


def test_the_payload_has_the_address_and_the_key_of_43_letters():
    found = payload(a_link())

    assert (found["url"], len(found["key"]), found["exp"]) == (ADDRESS, 43, 1781049600)


@pytest.mark.parametrize(("has_passcode", "flag"), [(True, "P"), (False, None)])
def test_a_passcode_is_flagged(has_passcode, flag):
    assert payload(a_link(has_passcode=has_passcode)).get("flag") == flag


def test_an_address_may_have_128_characters_and_no_more():
    assert a_link("https://" + "a" * 120) is not None
    assert a_link("https://" + "a" * 121) is None


def test_a_label_is_cut_at_80_characters():
    assert payload(a_link(label="é" * 90))["label"] == "é" * 80


def test_what_is_encrypted_comes_back_with_the_key():
    key, content = new_key(), b'{"resourceType": "Bundle"}' * 99

    assert decrypted(encrypted(content, key), key) == content


def test_another_key_opens_nothing():
    jwe = encrypted(b"{}", new_key())

    with pytest.raises(JWException):
        decrypted(jwe, new_key())


def test_the_head_says_how_it_is_encrypted_and_what_is_inside():
    head = unpacked(encrypted(b"{}", new_key()).partition(".")[0])

    assert head == {
        "alg": "dir",
        "enc": "A256GCM",
        "zip": "DEF",
        "cty": "application/fhir+json",
    }


def test_the_same_content_is_never_encrypted_alike():
    key = new_key()

    assert encrypted(b"{}", key) != encrypted(b"{}", key)


def test_it_is_compressed_before_it_is_encrypted():
    assert len(encrypted(b"magnesium " * 10_000, new_key())) < 1000


@pytest.mark.parametrize("where", ["embedded", "location"])
def test_a_manifest_says_where_its_file_is(where):
    (file,) = manifest(made_at=UNTIL, **{where: "here"})["files"]

    assert (file[where], file["contentType"]) == ("here", "application/fhir+json")
    assert {"embedded", "location"} & file.keys() == {where}
