"""The real programs, started over a fresh data folder and ended again."""

import json
import os
import socket
import subprocess
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30
"""Seconds after which something that did not happen counts as a failure."""


def wait_until(what, condition):
    """What `condition` returns, as soon as that is true."""
    deadline = time.monotonic() + PATIENCE
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise SystemExit(f"waited {PATIENCE} s in vain: {what}")
        time.sleep(0.05)
    return value


def get_json(url):
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return json.load(answer)


def free_port():
    """A port for a program that cannot pick one by itself."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def accepts(port):
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(command, log, **options):
    """A program in the background: what it says goes to `log`, and it is ended by its own process ID."""
    with open(log, "wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    except BaseException:
        print(f"--- the end of what {Path(command[0]).name} said:", flush=True)
        print("\n".join(log.read_text(errors="replace").splitlines()[-15:]), flush=True)
        raise
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Client:
    id: str
    secret: str


class Deployment:
    """An authorization server and, after it, resource servers that trust it."""

    def __init__(self, programs, folder):
        self.programs = Path(programs)
        self.folder = Path(folder)
        self.environment = dict(os.environ, STEELCUT_DATA_DIR=str(self.folder / "data"), LLVM_PROFILE_FILE="/dev/null")
        self._servers = 0

    def __enter__(self):
        self.steelcut("init")
        with ExitStack() as stack:
            self._stack = stack
            self.issuer = self.serve("steelcut-auth")
            self._stack = stack.pop_all()
        self.token_url = self.issuer + "/token"
        return self

    def __exit__(self, *failure):
        return self._stack.__exit__(*failure)

    def steelcut(self, *arguments):
        """What the command line prints, as JSON."""
        command = [self.programs / "steelcut", *arguments, "--format", "json"]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout)

    def add_client(self, name, *arguments):
        added = self.steelcut("clients", "add", "--name", name, *arguments)
        return Client(added["client_id"], added["client_secret"])

    def serve_resource(self, audience, scope):
        """The URL of a protected resource, with the keys already there."""
        origin = self.serve(
            "steelcut-resource", "--issuer", self.issuer, "--audience", audience, "--scope", scope,
            "--resource-file", self.document())
        wait_until("the resource server is ready", lambda: is_ready(origin))
        return origin + "/api_v0.0.1"

    def document(self):
        path = self.folder / "protected_resource.json"
        path.write_text('{"about": "This is a protected resource"}\n')
        return path

    def serve(self, program, *arguments):
        """The origin of a server, which accepts and may not be ready yet."""
        self._servers += 1
        port = self.folder / f"{program}-{self._servers}.port"
        command = [self.programs / program, "--http-port", "0", "--http-port-file", port, *arguments]
        process = self._stack.enter_context(running(command, port.with_suffix(".log"), env=self.environment))
        wait_until(f"{program} accepts", lambda: port.exists() or process.poll() is not None)
        if not port.exists():
            raise SystemExit(f"{program} did not start")
        return "http://127.0.0.1:" + port.read_text().strip()


def is_ready(origin):
    try:
        return get_json(origin + "/health/ready")["status"] == "ok"
    except OSError:
        return False
