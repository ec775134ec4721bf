"""Docs/openapi.yaml against both real servers, by schemathesis.

The page can't know which clients there are. So what is sent is drawn from a copy that is as it is but for that: a
request that fits it has to get its 2xx, and one that does not must be refused.

usage: python -m openapi FOLDER-OF-PROGRAMS WORK-FOLDER
"""

import copy
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from interop.deployment import Deployment
from interop.issued import AUDIENCE, OTHER_AUDIENCE, token

from . import provoked

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[2] / "Docs" / "openapi.yaml"
SCOPES = ("read", "write")


def narrowed(document, tag, change=lambda operations, schemas: None):
    """The document with one server's operations only, and with values that this deployment knows."""
    document = copy.deepcopy(document)
    document.pop("servers")
    for path in list(document["paths"]):
        item = document["paths"][path]
        item.pop("servers", None)
        for method in [method for method, operation in item.items() if tag not in operation["tags"]]:
            del item[method]
        if not item:
            del document["paths"][path]
    # Any other list names another representation, or the same by chance.
    document["components"]["parameters"]["IfMatch"]["schema"] = {"enum": ["*"]}
    change(document["paths"], document["components"]["schemas"])
    return document


def with_basic(client):
    def change(paths, schemas):
        _known(client, schemas)
        for path in ("/token", "/introspect", "/revoke"):
            paths[path]["post"]["security"] = [{"client_secret_basic": []}]
        # Given twice would be two methods; empty counts as none.
        for name in ("TokenRequest", "TokenQuery"):
            schemas[name]["properties"]["client_secret"] = {"const": ""}

    return change


def with_post(client):
    def change(paths, schemas):
        _known(client, schemas)
        paths["/token"]["post"]["security"] = []
        request = schemas["TokenRequest"]
        request["properties"]["client_id"] = {"const": client.id}
        request["properties"]["client_secret"] = {"const": client.secret}
        request["required"] += ["client_id", "client_secret"]
        for path in list(paths):
            if path != "/token":
                del paths[path]

    return change


def _known(client, schemas):
    properties = schemas["TokenRequest"]["properties"]
    first, second = SCOPES
    properties["scope"] = {"enum": ["", first, second, f"{first} {second}", f"{second} {first}"]}
    properties["resource"]["items"] = {"enum": ["", AUDIENCE, OTHER_AUDIENCE]}
    properties["client_id"] = schemas["TokenQuery"]["properties"]["client_id"] = {"enum": ["", client.id]}


def run(what, document, origin, folder, auth=""):
    folder.mkdir()
    (folder / "openapi.json").write_text(json.dumps(document))
    (folder / "schemathesis.toml").write_text((HERE / "schemathesis.toml").read_text() + auth)
    command = ["schemathesis", "run", "openapi.json", "--url", origin]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        print(done.stdout)
        sys.exit(f"check-openapi: FAILED: {what}")

    answers = answered(folder / "requests.har")
    for path, item in document["paths"].items():
        for method in item:
            if not answers[method.upper(), path][200]:
                sys.exit(f"check-openapi: FAILED: {what}: {method} {path} was never answered with 200")
    total = sum(answers.values(), Counter())
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(total.items()))
    print(f"check-openapi: {what}: {total.total()} requests as described ({statuses})", flush=True)


def answered(har):
    """How often each method and path got each status."""
    answers = defaultdict(Counter)
    for entry in json.loads(har.read_text())["log"]["entries"]:
        request = entry["request"]
        answers[request["method"], urlsplit(request["url"]).path][entry["response"]["status"]] += 1
    return answers


programs, work = (Path(argument) for argument in sys.argv[1:])
document = yaml.safe_load(DOCUMENT.read_text())
with Deployment(programs, work) as deployment:
    scopes = [argument for scope in SCOPES for argument in ("--scope", scope)]
    client = deployment.add_client("openapi", "--resource", AUDIENCE, "--resource", OTHER_AUDIENCE, *scopes)
    resource = deployment.serve_resource(AUDIENCE, SCOPES[0]).removesuffix("/api_v0.0.1")

    run("the authorization server, clients authenticated by Basic",
        narrowed(document, "authorization server", with_basic(client)), deployment.issuer, work / "basic",
        f'[auth.openapi.client_secret_basic]\nusername = "{client.id}"\npassword = "{client.secret}"\n')
    run("the token endpoint, clients authenticated in the body",
        narrowed(document, "authorization server", with_post(client)), deployment.issuer, work / "post")
    run("the resource server",
        narrowed(document, "resource server"), resource, work / "resource",
        f'[auth.openapi.access_token]\nbearer = "{token(deployment, client)}"\n')
    provoked.check(document, deployment, client, resource)
