"""Answers that no generated request brings about, each held against Docs/openapi.yaml."""

import sys

import requests
import schemathesis
from schemathesis.specs.openapi import checks

from interop.deployment import PATIENCE, free_port
from interop.issued import AUDIENCE, OTHER_AUDIENCE, token

CHECKS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
RESOURCE = "/api_v0.0.1"
KEY_SET = "/.well-known/jwks.json"
REVOCATIONS = "/.well-known/revocations"
GRANT = {"grant_type": "client_credentials"}


def check(document, deployment, client, resource):
    auth = deployment.issuer
    nobody = f"127.0.0.1:{free_port()}"
    forgetful = deployment.serve("steelcut-auth", "--database-url", f"postgresql://{nobody}/x")
    keyless = deployment.serve(
        "steelcut-resource", "--issuer", f"http://{nobody}", "--audience", AUDIENCE,
        "--resource-file", deployment.document())

    basic = (client.id, client.secret)
    good = token(deployment, client)
    # What the resource server of these checks asks for is another scope, and another audience.
    narrow = deployment.add_client("narrow", "--resource", AUDIENCE, "--scope", "write")
    no_grant = deployment.add_client("no grant", "--resource", AUDIENCE, "--grant-type", "password")

    def bearer(text):
        return {"headers": {"Authorization": f"Bearer {text}"}}

    def form(**parameters):
        return {"data": GRANT | parameters}

    def about(text, caller):
        return {"auth": (caller.id, caller.secret), "data": {"token": text}}

    guess = {"auth": ("0" * 32, "wrong"), **form()}
    expectations = [
        (auth, "POST", "/token", 200, {"auth": basic, **form(resource=[AUDIENCE, OTHER_AUDIENCE])}),
        (auth, "POST", "/token", 400, {"auth": basic, "data": {"grant_type": "password"}}),
        (auth, "POST", "/token", 400, {"auth": basic, "json": GRANT}),
        (auth, "POST", "/token", 400, {"auth": basic, "params": {"a": "b"}, **form()}),
        (auth, "POST", "/token", 400, {"auth": (no_grant.id, no_grant.secret), **form()}),
        (auth, "POST", "/token", 401, form()),
        (auth, "POST", "/token", 413, {"auth": basic, **form(filling="x" * 20000)}),
        (auth, "POST", "/introspect", 200, about(good, client)),
        (auth, "POST", "/introspect", 200, about(good, narrow)),
        (auth, "POST", "/revoke", 200, about(token(deployment, client), client)),
        (auth, "POST", "/revoke", 400, about(good, narrow)),
        *[(auth, "POST", path, 400, {"auth": basic, "data": {"a": "b"}}) for path in ("/introspect", "/revoke")],
        *[(auth, "POST", path, 401, {"data": {"token": good}}) for path in ("/introspect", "/revoke")],
        *[(auth, "POST", path, 413, about("x" * 20000, client)) for path in ("/introspect", "/revoke")],
        # With the default of throttle.client-failures the last of these waits.
        *[(auth, "POST", "/token", 401, guess)] * 20,
        *[(auth, "POST", path, 429, guess | {"data": {"token": good}}) for path in ("/introspect", "/revoke")],
        (auth, "POST", "/token", 429, guess),
        (forgetful, "POST", "/token", 503, guess),
        *[(forgetful, "POST", path, 503, about(good, client)) for path in ("/introspect", "/revoke")],
        *[(forgetful, method, REVOCATIONS, 503, {}) for method in ("GET", "HEAD")],
        (forgetful, "GET", KEY_SET, 200, {}),
        *[(forgetful, "GET", path, 503, {}) for path in ("/health/live", "/health/ready")],
        *[(forgetful, "HEAD", path, 503, {}) for path in ("/health/live", "/health/ready")],
    ]
    for method in ("GET", "HEAD"):
        expectations += [
            (resource, method, RESOURCE, 200, bearer(good)),
            (resource, method, RESOURCE, 401, {}),
            (resource, method, RESOURCE, 401, {"auth": basic}),
            (resource, method, RESOURCE, 401, bearer(good[:-6] + "AAAAAA")),
            (resource, method, RESOURCE, 401, bearer(token(deployment, client, OTHER_AUDIENCE))),
            (resource, method, RESOURCE, 403, bearer(token(deployment, narrow))),
            (resource, method, RESOURCE, 400, bearer("")),
            (keyless, method, RESOURCE, 503, bearer(good)),
            (keyless, method, "/health/ready", 503, {}),
        ]

    schema = schemathesis.openapi.from_dict(document)
    for origin, method, path, status, options in expectations:
        response = requests.request(method, origin + path, timeout=PATIENCE, **options)
        what = f"{method} {path}: {response.status_code}, {status} was expected: {response.text}"
        if response.status_code != status:
            sys.exit(f"check-openapi: FAILED: {what}")
        schema[path][method].Case().validate_response(response, checks=CHECKS)
    print(f"check-openapi: {len(expectations)} provoked answers as described", flush=True)
