"""Tokens by client credentials, ES256: steelcut-auth, Authlib under gunicorn, glewlwyd."""

import base64
import hashlib
import json
import secrets
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import scripts
from contest import Contestant
from processes import ROOT, free_port, sh
from stores import Embedded

HERE = Path(__file__).parent
GLEWLWYD = Path(ROOT, ".build-peers/glewlwyd/usr")
"""Where Scripts/setup unpacks it: installed as a package it would be a service of the machine's."""
ROUNDS, GLEWLWYD_ROUNDS = 1_000, 150_000
"""Of PBKDF2: what glewlwyd is told, and what it takes by itself."""
SCOPE = "read"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def versions():
    told = [f"{package} {version(package)}" for package in ("authlib", "flask", "gunicorn")]
    if has_glewlwyd():
        said = subprocess.run([GLEWLWYD / "bin/glewlwyd", "--version"], capture_output=True, text=True, check=False)
        told.append("glewlwyd " + (said.stdout + said.stderr).split()[-1])
    return told


def has_glewlwyd():
    return (GLEWLWYD / "bin/glewlwyd").exists()


def compare(contest):
    run = contest.run
    store = Embedded(run, "tokens")
    client = store.client()
    own = (Contestant("steelcut-auth", run.auth(store), "/token"),
           scripts.body(client["client_id"], client["client_secret"]))
    entries = [own, authlib(run)]
    if has_glewlwyd():
        entries.append(glewlwyd(run, ROUNDS))
    else:
        print("a token, ES256: glewlwyd is not measured: Scripts/setup bench-peers has not been run, or this system's packages"
              " don't have it", flush=True)
    _hold(contest, "a token, ES256", entries)
    if has_glewlwyd():
        # It works at all of 64 requests at once: what it has spent on those that a run's end cuts off is counted
        # without them, and with all its rounds it answers none within a run.
        _hold(contest, "a token, ES256, one connection", [own, entries[-1], glewlwyd(run, GLEWLWYD_ROUNDS)],
              connections=1)


def _hold(contest, subject, entries, **options):
    """Measures contestants, each with the form that it is sent."""
    for one, form in entries:
        _check(one, form)
    contest.hold(subject, [(one, scripts.form(form)) for one, form in entries], **options)


def _check(contestant, body):
    """What is compared has to be the same: a JWT, signed with ES256."""
    status, answer = contestant.answer("POST", body, FORM)
    if status != 200:
        sys.exit(f"{contestant.name}: {status}: {answer.decode()}")
    header = json.loads(answer)["access_token"].split(".")[0]
    if (algorithm := json.loads(base64.urlsafe_b64decode(header + "=="))["alg"]) != "ES256":
        sys.exit(f"{contestant.name} signs with {algorithm}")


def authlib(run):
    """Authlib in Flask under gunicorn: one worker, whose threads keep the connections."""
    secret, port = secrets.token_urlsafe(32), free_port()
    told = run.file("authlib.json", json.dumps({"database": f"{run.work}/authlib.db", "secret": secret}))
    server = run.server(
        sys.executable, "-m", "gunicorn", "--chdir", str(HERE), "--bind", f"127.0.0.1:{port}", "--workers", "1",
        "--worker-class", "gthread", "--threads", "4", "--keep-alive", "60", "--graceful-timeout", "5",
        "--no-control-socket", "--log-level", "error", f"authlib_server:application('{told}')", port=port)
    return Contestant("Authlib, gunicorn", server, "/token"), scripts.body("bench", secret)


def glewlwyd(run, rounds):
    """glewlwyd over SQLite, with its OpenID Connect plug-in, whose client credentials are all that is used."""
    name = f"glewlwyd-{rounds}"
    secret, port, database = secrets.token_urlsafe(32), free_port(), Path(run.work, f"{name}.db")
    _fill(database, f"http://127.0.0.1:{port}", _key_pair(), secret, rounds)
    text = (HERE / "glewlwyd.conf").read_text(encoding="ascii")
    for what, value in {"port": port, "usr": GLEWLWYD, "database": database}.items():
        text = text.replace(f"@{what}@", str(value))
    server = run.server(
        str(GLEWLWYD / "bin/glewlwyd"), f"--config-file={run.file(f'{name}.conf', text)}", port=port)
    return (Contestant(f"glewlwyd, {rounds:,} rounds", server, "/api/oidc/token"),
            scripts.body("bench", secret, SCOPE))


def _key_pair():
    private = sh("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256",
                 capture_output=True, text=True).stdout
    public = sh("openssl", "pkey", "-pubout", input=private, capture_output=True, text=True).stdout
    return private, public


def _fill(path, issuer, key_pair, secret, rounds):
    """glewlwyd's own tables, with what its administration pages would write."""
    salt = secrets.token_hex(8).encode()
    digest = hashlib.pbkdf2_hmac("sha256", secret.encode(), salt, rounds) + salt
    plugin = {
        "iss": issuer, "jwt-type": "ecdsa", "jwt-key-size": "256", "key": key_pair[0], "cert": key_pair[1],
        "access-token-duration": 3600, "refresh-token-duration": 1209600, "code-duration": 600,
        "allow-non-oidc": True, "auth-type-client-enabled": True}
    schema = GLEWLWYD / "share/dbconfig-common/data/glewlwyd/install/sqlite3"
    database = sqlite3.connect(path)
    database.executescript(schema.read_text(encoding="utf-8"))
    with database:
        database.execute(
            "INSERT INTO g_plugin_module_instance (gpmi_module, gpmi_name, gpmi_parameters) VALUES ('oidc', 'oidc', ?)",
            [json.dumps(plugin)])
        database.execute("INSERT INTO g_scope (gs_name) VALUES (?)", [SCOPE])
        client = database.execute(
            "INSERT INTO g_client (gc_client_id, gc_confidential, gc_password) VALUES ('bench', 1, ?)",
            [f"{base64.b64encode(digest).decode()},{rounds}"]).lastrowid
        scope = database.execute("INSERT INTO g_client_scope (gcs_name) VALUES (?)", [SCOPE]).lastrowid
        database.execute("INSERT INTO g_client_scope_client (gc_id, gcs_id) VALUES (?, ?)", [client, scope])
        database.executemany(
            "INSERT INTO g_client_property (gc_id, gcp_name, gcp_value) VALUES (?, ?, ?)",
            [(client, "authorization_type", "client_credentials"),
             (client, "token_endpoint_auth_method", "client_secret_post")])
    database.close()
