"""A passkey in software, for tests: makes and answers as the W3C describes (ES256, no attestation)."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, WITH_KEY = 0x01, 0x40


def web(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


class SoftKey:
    """One passkey of one site."""

    def __init__(self, host="testserver", origin="http://testserver"):
        self.host, self.origin, self.counter = host, origin, 0
        self.id, self.key = os.urandom(32), ec.generate_private_key(ec.SECP256R1())

    def make(self, options):
        """The answer to the options of adding."""
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(self._host(), PRESENT | WITH_KEY, self._count(), credential)
        made = AttestationObject.create("none", data, {})
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": web(client), "attestationObject": web(bytes(made))})

    def prove(self, options):
        """The answer to the options of proving."""
        data = AuthenticatorData.create(self._host(), PRESENT, self._count())
        client = self._client("webauthn.get", options)
        signed = self.key.sign(bytes(data) + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": bytes(data), "signature": signed}
        return self._answer({name: web(part) for name, part in parts.items()})

    def _count(self):
        self.counter += 1
        return self.counter

    def _host(self):
        return sha256(self.host.encode()).digest()

    def _client(self, kind, options):
        challenge = options["publicKey"]["challenge"]
        assert urlsafe_b64decode(challenge + "==")
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, response):
        return {"id": web(self.id), "rawId": web(self.id), "type": "public-key", "response": response}
