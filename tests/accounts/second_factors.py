"""Second factors for tests: codes as an app computes them, and passkeys made in software."""

import base64
import hashlib
import hmac
import json
import struct
from secrets import token_bytes
from time import sleep, time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.accounts.people import make_ada

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret=SECRET, steps=0):
    """Return the six digits of RFC 6238, `steps` half minutes from now."""
    if steps < 0:
        # The next half minute would make it older than what is tried.
        while time() % 30 > 20:
            sleep(0.5)
    counter = struct.pack(">Q", int(time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def wrong_code():
    return f"{(int(code_of()) + 500_000) % 1_000_000:06}"


def add_app(user, secret=SECRET):
    """Give `user` an app, and recovery codes; return the codes."""
    TOTP.activate(user, secret)
    return RecoveryCodes.activate(user).generate_codes()


def ada_with_app():
    """Return the login "ada" with an app, and the recovery codes."""
    ada = make_ada()
    return ada, add_app(ada)


def add_passkey(user, name="phone", pk=None):
    """Give `user` a passkey of which nobody has the other half: for pages that list it."""
    question = {"user": {"id": ""}, "challenge": websafe_encode(token_bytes(32))}
    data = {"name": name, "credential": json.loads(SoftPasskey().made(question))}
    kind = Authenticator.Type.WEBAUTHN
    return Authenticator.objects.create(pk=pk, user=user, type=kind, data=data)


class SoftPasskey:
    """A passkey in software: answers a page's question as a browser with a good device does."""

    def __init__(self, *, origin="http://localhost:8000", host="localhost", is_verified=True):
        self.origin, self.host, self.is_verified = origin, host, is_verified
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = token_bytes(16)
        self.user = b""

    def made(self, options):
        """Return the answer to a question for a new passkey."""
        self.user = websafe_decode(options["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        known = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(self._host_hash(), self._flags() | 64, 0, known)
        return self._answer(
            clientDataJSON=self._client_data("webauthn.create", options),
            attestationObject=AttestationObject.create("none", data, {}),
        )

    def used(self, options):
        """Return the answer to a question for a passkey."""
        data = AuthenticatorData.create(self._host_hash(), self._flags(), 0)
        client_data = self._client_data("webauthn.get", options)
        signed = data + hashlib.sha256(client_data).digest()
        return self._answer(
            clientDataJSON=client_data,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(SHA256())),
            userHandle=self.user,
        )

    def _host_hash(self):
        return hashlib.sha256(self.host.encode()).digest()

    def _flags(self):
        return 1 | (4 if self.is_verified else 0)

    def _client_data(self, kind, options):
        return CollectedClientData.create(kind, options["challenge"], self.origin)

    def _answer(self, **response):
        named = {name: websafe_encode(value) for name, value in response.items()}
        own = websafe_encode(self.id)
        whole = {"id": own, "rawId": own, "type": "public-key", "response": named}
        return json.dumps({**whole, "clientExtensionResults": {}})
