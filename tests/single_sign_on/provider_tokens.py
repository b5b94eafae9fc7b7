"""Tokens of the provider: in order for most, each faulty in one way for those who are called after the fault."""

import json
from base64 import urlsafe_b64encode

from jwcrypto import jwk, jwt
from oauth2_provider.oauth2_validators import OAuth2Validator

CLAIMS = {
    "wrong-audience": {"aud": "somebody-else"},
    "wrong-nonce": {"nonce": "of-another-question"},
    "wrong-issuer": {"iss": "https://elsewhere.example"},
    "wrong-expired": {"exp": 1},
    "wrong-azp": {"azp": "somebody-else"},
}


class Tokens(OAuth2Validator):
    oidc_claim_scope = None

    def get_additional_claims(self, request):
        named = "zhao" if request.user.username.startswith("wrong-") else request.user.username
        return {"preferred_username": named, "email": request.user.email, "email_verified": named == "zhao"}

    def finalize_id_token(self, id_token, token, token_handler, request):
        honest = super().finalize_id_token(id_token, token, token_handler, request)
        name, key = request.user.username, request.client.jwk_key
        if not name.startswith("wrong-"):
            return honest
        claims = json.loads(jwt.JWT(jwt=honest, key=key).claims) | CLAIMS.get(name, {})
        header = {"typ": "JWT", "alg": "RS256", "kid": key.thumbprint()}
        if name == "wrong-unsigned":
            parts = ({"alg": "none"}, claims)
            return ".".join(urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts) + "."
        made = jwt.JWT(header=json.dumps(header), claims=json.dumps(claims))
        made.make_signed_token(jwk.JWK.generate(kty="RSA", size=2048) if name == "wrong-key" else key)
        return made.serialize()
