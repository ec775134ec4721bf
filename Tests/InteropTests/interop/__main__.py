"""Other people's clients get tokens of a real server and use them; other people's readers check them.

usage: python -m interop FOLDER-OF-PROGRAMS WORK-FOLDER
"""

import json
import sys
import warnings
from pathlib import Path

from authlib.deprecate import AuthlibDeprecationWarning
from joserfc.errors import SecurityWarning

# What these libraries mean to drop one day is for Docs/Interoperability.md.
warnings.simplefilter("ignore", AuthlibDeprecationWarning)
warnings.simplefilter("ignore", SecurityWarning)

from . import clients, gateways, kafka, readers  # noqa: E402
from .deployment import Deployment, get_json  # noqa: E402
from .issued import ALGORITHMS, AUDIENCE, OTHER_AUDIENCE, SCOPE, issue  # noqa: E402

programs, work = (Path(argument) for argument in sys.argv[1:])

with Deployment(programs, work) as deployment:
    rights = ("--resource", AUDIENCE, "--resource", OTHER_AUDIENCE, "--scope", SCOPE)
    client = deployment.add_client("interop", *rights)
    short_lived = deployment.add_client("short-lived", *rights, "--token-lifetime", "1")
    resource = deployment.serve_resource(AUDIENCE, SCOPE)
    metadata = get_json(deployment.issuer + "/.well-known/oauth-authorization-server")
    assert metadata["issuer"] == deployment.issuer, metadata

    for get_and_use in clients.ALL:
        get_and_use(deployment, client, resource)
    kafka.check(deployment, client, readers.PyJWT(metadata))

    tokens = [issue(deployment, client, short_lived, algorithm) for algorithm in ALGORITHMS]
    for issued in tokens:
        # Envoy allows for a second at the least.
        issued.wait_for_end(leeway=1)
    readers.check(metadata, tokens)
    gateways.apache(deployment, work / "apache", tokens)
    gateways.envoy(deployment, work / "envoy", tokens)

    # What jwt-kit reads, in a process of its own.
    keys = json.dumps(get_json(metadata["jwks_uri"]))
    for issued in tokens:
        folder = work / "issued" / issued.algorithm
        folder.mkdir(parents=True)
        files = {"good": issued.good, **issued.bad, "jwks.json": keys, "issuer": deployment.issuer}
        for name, text in files.items():
            (folder / name).write_text(text)
