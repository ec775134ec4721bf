"""Tokens as the real server issues them: good ones, and such as a reader has to refuse."""

import json
import time
import urllib.parse
import urllib.request
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from .deployment import PATIENCE, wait_until

ALGORITHMS = ("ES256", "EdDSA", "PS256", "RS256")
AUDIENCE = "api_v0.0.1"
OTHER_AUDIENCE = "https://other.example/api"
SCOPE = "read"


@dataclass(frozen=True)
class Issued:
    """One algorithm's tokens; all keys stand in one published set, as after rotations."""

    algorithm: str
    good: str
    foreign: str
    """For another audience."""
    ended: str
    """Its lifetime is over, once `wait_for_end` has returned."""

    @property
    def changed(self):
        """The good token with another scope, and the signature it had."""
        header, _, signature = self.good.split(".")
        claims = json.dumps(claims_of(self.good) | {"scope": "admin"}).encode()
        return ".".join((header, urlsafe_b64encode(claims).rstrip(b"=").decode(), signature))

    @property
    def bad(self):
        """What is wrong, and the token it is wrong with."""
        return {"changed": self.changed, "foreign": self.foreign, "ended": self.ended}

    def wait_for_end(self, leeway=0):
        """Until the short-lived token is too old for a reader that allows for `leeway` seconds."""
        end = claims_of(self.ended)["exp"] + leeway
        # Readers compare whole seconds, some of them by "later than".
        wait_until("the short-lived token ends", lambda: time.time() >= end + 2)


def issue(deployment, client, short_lived, algorithm):
    """Makes a key of the algorithm, which signs at once, and tokens with it."""
    key = deployment.steelcut("keys", "rotate", "--signing-algorithm", algorithm, "--keys-publish-before-use", "0")
    kid = key["kid"]
    wait_until(
        f"the server signs with {algorithm}",
        lambda: header_of(token(deployment, client))["kid"] == kid)
    return Issued(
        algorithm,
        good=token(deployment, client),
        foreign=token(deployment, client, OTHER_AUDIENCE),
        ended=token(deployment, short_lived))


def token(deployment, client, resource=AUDIENCE):
    form = urllib.parse.urlencode({"grant_type": "client_credentials", "resource": resource})
    basic = b64encode(f"{client.id}:{client.secret}".encode()).decode()
    request = urllib.request.Request(
        deployment.token_url, form.encode(), headers={"Authorization": f"Basic {basic}"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)["access_token"]


def header_of(text):
    return _part(text, 0)


def claims_of(text):
    return _part(text, 1)


def _part(text, index):
    part = text.split(".")[index]
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
