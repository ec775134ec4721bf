"""Other people's clients get a token and use it, each as its own documentation says."""

import asyncio
import json
import os
import subprocess

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client, OAuth2Client
from authlib.integrations.requests_client import OAuth2Session
from oauthlib.oauth2 import BackendApplicationClient
from oauthlib.oauth2.rfc6749.errors import InvalidClientError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session as RequestsOAuth2Session

from .issued import AUDIENCE, SCOPE
from .report import fail, named, passed

# oauthlib asks for https; the servers of these checks are on loopback.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

DOCUMENT = {"about": "This is a protected resource"}


def authlib_requests(deployment, client, url):
    who = f"{named('authlib')} over {named('requests')}"
    for method in ("client_secret_basic", "client_secret_post"):
        session = OAuth2Session(client.id, client.secret, token_endpoint_auth_method=method, scope=SCOPE)
        token = session.fetch_token(
            deployment.token_url, grant_type="client_credentials", resource=AUDIENCE)
        _expect(who, token, session.get(url).json())
        passed(who, f"{method}: token, protected resource")
    session = OAuth2Session(client.id, "wrong", scope=SCOPE)
    try:
        session.fetch_token(deployment.token_url, grant_type="client_credentials")
    except OAuthError as error:
        assert error.error == "invalid_client", error
        passed(who, "a wrong secret is invalid_client")
    else:
        fail(who, "a wrong secret got a token")


def authlib_httpx(deployment, client, url):
    who = f"{named('authlib')} over {named('httpx')}"
    # Without a token at hand, authlib asks for one by itself where it knows the grant.
    settings = {
        "scope": SCOPE, "grant_type": "client_credentials", "token_endpoint": deployment.token_url,
    }
    with OAuth2Client(client.id, client.secret, **settings) as session:
        token = session.fetch_token(resource=AUDIENCE)
        _expect(who, token, session.get(url).json())
        # An old token is replaced without being asked for.
        session.token = dict(token, expires_at=1)
        assert session.get(url).json() == DOCUMENT
        assert session.token["access_token"] != token["access_token"]
        passed(who, "token, protected resource, a new token for an old one")

    async def asynchronously():
        async with AsyncOAuth2Client(client.id, client.secret, **settings) as session:
            token = await session.fetch_token(resource=AUDIENCE)
            _expect(who, token, (await session.get(url)).json())

    asyncio.run(asynchronously())
    passed(who, "the same asynchronously")


def requests_oauthlib(deployment, client, url):
    who = named("requests-oauthlib")
    session = RequestsOAuth2Session(client=BackendApplicationClient(client.id, scope=[SCOPE]))
    basic = HTTPBasicAuth(client.id, client.secret)
    _expect(who, session.fetch_token(deployment.token_url, auth=basic), session.get(url).json())
    passed(who, "client_secret_basic: token, protected resource")
    session = RequestsOAuth2Session(client=BackendApplicationClient(client.id, scope=[SCOPE]))
    token = session.fetch_token(
        deployment.token_url, client_id=client.id, client_secret=client.secret, include_client_id=True)
    _expect(who, token, session.get(url).json())
    passed(who, "client_secret_post: token, protected resource")
    try:
        session.fetch_token(deployment.token_url, auth=HTTPBasicAuth(client.id, "wrong"))
    except InvalidClientError:
        passed(who, "a wrong secret is InvalidClientError")
    else:
        fail(who, "a wrong secret got a token")


def curl(deployment, client, url):
    version = subprocess.run(["curl", "--version"], stdout=subprocess.PIPE, check=True, text=True).stdout
    who = " ".join(version.split()[:2])

    def run(config, *arguments):
        # What is secret comes on standard input: ps shows arguments.
        command = ["curl", "--silent", "--show-error", "--fail", "--config", "-", *arguments]
        return json.loads(subprocess.run(command, input=config, stdout=subprocess.PIPE, check=True, text=True).stdout)

    form = ("-d", "grant_type=client_credentials", "-d", f"scope={SCOPE}", "-d", f"resource={AUDIENCE}")
    token = run(f'user = "{client.id}:{client.secret}"', deployment.token_url, *form)
    _expect(who, token, run(f'oauth2-bearer = "{token["access_token"]}"', url))
    passed(who, "--user, --oauth2-bearer: token, protected resource")


def _expect(who, token, document):
    """The answer of RFC 6749 section 5.1, and the resource behind it."""
    assert token["token_type"] == "Bearer", (who, token)
    assert token["expires_in"] == 3600, (who, token)
    assert token["scope"] in (SCOPE, [SCOPE]), (who, token)
    assert document == DOCUMENT, (who, document)


ALL = (curl, authlib_requests, authlib_httpx, requests_oauthlib)
