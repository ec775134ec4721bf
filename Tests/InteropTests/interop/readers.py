"""Other people's libraries check tokens by the key set that the server publishes, as a resource server would."""

import json

import jwt as pyjwt
from joserfc import jwk as joserfc_jwk
from joserfc import jwt as joserfc_jwt
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidClaimError
from jwcrypto import jwk as jwcrypto_jwk
from jwcrypto import jwt as jwcrypto_jwt

from .deployment import get_json
from .issued import ALGORITHMS, AUDIENCE, SCOPE
from .report import fail, named, passed


class PyJWT:
    package = "pyjwt"
    refusals = {
        "changed": pyjwt.InvalidSignatureError,
        "foreign": pyjwt.InvalidAudienceError,
        "ended": pyjwt.ExpiredSignatureError,
    }

    def __init__(self, metadata):
        self.issuer = metadata["issuer"]
        self.keys = pyjwt.PyJWKClient(metadata["jwks_uri"])

    def read(self, token):
        return pyjwt.decode(
            token,
            self.keys.get_signing_key_from_jwt(token),
            algorithms=ALGORITHMS,
            audience=AUDIENCE,
            issuer=self.issuer,
            options={"require": ["iss", "sub", "aud", "iat", "exp", "jti"]},
        )


class Joserfc:
    package = "joserfc"
    refusals = {"changed": BadSignatureError, "foreign": InvalidClaimError, "ended": ExpiredTokenError}

    def __init__(self, metadata):
        self.keys = joserfc_jwk.KeySet.import_key_set(get_json(metadata["jwks_uri"]))
        self.claims = joserfc_jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": metadata["issuer"]},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
        )

    def read(self, token):
        decoded = joserfc_jwt.decode(token, self.keys, algorithms=list(ALGORITHMS))
        self.claims.validate(decoded.claims)
        assert decoded.header["typ"] == "at+jwt", decoded.header
        assert set(decoded.header) == {"typ", "alg", "kid"}, decoded.header
        return decoded.claims


class Jwcrypto:
    package = "jwcrypto"
    refusals = {
        "changed": jwcrypto_jwt.JWTMissingKey,
        "foreign": jwcrypto_jwt.JWTInvalidClaimValue,
        "ended": jwcrypto_jwt.JWTExpired,
    }

    def __init__(self, metadata):
        self.issuer = metadata["issuer"]
        self.keys = jwcrypto_jwk.JWKSet.from_json(json.dumps(get_json(metadata["jwks_uri"])))

    def read(self, token):
        read = jwcrypto_jwt.JWT(
            algs=list(ALGORITHMS), check_claims={"iss": self.issuer, "aud": AUDIENCE, "exp": None}, expected_type="JWS")
        read.leeway = 0
        read.deserialize(token, self.keys)
        return json.loads(read.claims)


def check(metadata, tokens):
    """Every library reads every algorithm's good token and refuses the bad ones."""
    for library in (PyJWT, Joserfc, Jwcrypto):
        who = named(library.package)
        reader = library(metadata)
        for issued in tokens:
            claims = reader.read(issued.good)
            assert claims["sub"] == claims["client_id"], claims
            assert claims["scope"] == SCOPE, claims
            for what, token in issued.bad.items():
                try:
                    reader.read(token)
                except library.refusals[what]:
                    continue
                fail(who, f"{issued.algorithm}: accepted a token that is {what}")
            refused = ", ".join(issued.bad)
            passed(who, f"{issued.algorithm}: reads a good token; refused, each for its own reason: {refused}")
