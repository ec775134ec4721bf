"""Other people's readers check tokens of a real server through the key set that it publishes.

usage: readers.py ISSUER TOKEN-FILE ALGORITHM, the server still running
"""

import json
import sys
import urllib.request

import jwt
from joserfc import jwk
from joserfc import jwt as jose

issuer, token_file, algorithm = sys.argv[1:]
with open(token_file, encoding="ascii") as file:
    token = file.read().strip()

metadata = json.load(urllib.request.urlopen(issuer + "/.well-known/oauth-authorization-server"))
assert metadata["issuer"] == issuer, metadata
assert metadata["response_types_supported"] == [], metadata


def flipped(text):
    """The token with one character of its payload changed."""
    header, payload, signature = text.split(".")
    middle = len(payload) // 2
    other = "A" if payload[middle] != "A" else "B"
    return ".".join((header, payload[:middle] + other + payload[middle + 1 :], signature))


def pyjwt(text, audience="api_v0.0.1"):
    key = jwt.PyJWKClient(metadata["jwks_uri"]).get_signing_key_from_jwt(text)
    return jwt.decode(
        text,
        key,
        algorithms=[algorithm],
        audience=audience,
        issuer=issuer,
        options={"require": ["iss", "sub", "aud", "iat", "exp", "jti"]},
    )


def joserfc(text, audience="api_v0.0.1"):
    keys = jwk.KeySet.import_key_set(json.load(urllib.request.urlopen(metadata["jwks_uri"])))
    decoded = jose.decode(text, keys, algorithms=[algorithm])
    jose.JWTClaimsRegistry(
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
    ).validate(decoded.claims)
    assert decoded.header["typ"] == "at+jwt", decoded.header
    assert set(decoded.header) == {"typ", "alg", "kid"}, decoded.header
    return decoded.claims


for name, read in (("PyJWT", pyjwt), ("joserfc", joserfc)):
    claims = read(token)
    assert claims["sub"] == claims["client_id"], claims
    assert claims["scope"] == "read", claims
    for what, bad in (("a changed token", lambda: read(flipped(token))), ("another audience", lambda: read(token, "x"))):
        try:
            bad()
        except Exception as error:  # each library has errors of its own; an answer would be the defect
            assert not isinstance(error, AssertionError), error
        else:
            raise SystemExit(f"{name} accepted {what}")
    print(f"interop: {name} reads {algorithm} tokens, and refuses what it should")
