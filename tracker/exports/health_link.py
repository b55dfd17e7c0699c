"""SMART Health Links: an encrypted file, and the link that holds its key.

As HL7's "SMART Health Cards and Links" 1.0.0 has it: the server keeps the file, the link has the
address of its manifest and the key, and the key is never sent to the server.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from secrets import token_bytes
from typing import Any

CONTENT_TYPE = "application/fhir+json"
FHIR_VERSION = "4.0.1"
BYTES_OF_KEY = 32
LONGEST_ADDRESS = 128
"""How long the address of a manifest may be; a code with more could not be read from a screen."""
LONGEST_LABEL = 80


def new_key() -> bytes:
    return token_bytes(BYTES_OF_KEY)


def encrypted(content: bytes, key: bytes) -> str:
    """Return `content` as a compact JWE, compressed and then encrypted, with a nonce of its own."""
    from jwcrypto.jwe import JWE
    from jwcrypto.jwk import JWK

    header = {"alg": "dir", "enc": "A256GCM", "zip": "DEF", "cty": CONTENT_TYPE}
    jwe = JWE(plaintext=content, protected=json.dumps(header))
    jwe.add_recipient(JWK(kty="oct", k=base64url(key)))
    compact: str = jwe.serialize(compact=True)
    return compact


def health_link(
    address: str, key: bytes, *, expires_at: datetime, label: str, has_passcode: bool
) -> str | None:
    """Return the link to a manifest at `address`, or None where that is too long an address."""
    if len(address) > LONGEST_ADDRESS:
        return None
    payload = {
        "url": address,
        "key": base64url(key),
        "exp": int(expires_at.timestamp()),
        "label": label[:LONGEST_LABEL],
    }
    if has_passcode:
        payload["flag"] = "P"
    minified = json.dumps(payload, separators=(",", ":"), ensure_ascii=False)
    return f"shlink:/{base64url(minified.encode())}"


def manifest(
    *, made_at: datetime, embedded: str | None = None, location: str | None = None
) -> Mapping[str, Any]:
    """Return the manifest of a link with one file, which stands in it or at `location`."""
    file = {
        "contentType": CONTENT_TYPE,
        "fhirVersion": FHIR_VERSION,
        "status": "finalized",
        "lastUpdated": made_at.isoformat(),
    }
    where = {"location": location} if embedded is None else {"embedded": embedded}
    return {"files": [file | where]}


def base64url(data: bytes) -> str:
    """Return the base64url of `data` without padding.

    >>> base64url(bytes([251, 255]))
    '-_8'
    """
    return urlsafe_b64encode(data).rstrip(b"=").decode()
