"""Servers on one core, load on another, and what the kernel says of them."""

import os
import re
import socket
import statistics
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BIN = os.path.join(ROOT, ".build/release")
BARE = os.path.join(ROOT, ".build-bench/release/bare-server")
TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]
CONNECTIONS = 64


def sh(*command, **options):
    return subprocess.run(command, check=True, cwd=ROOT, **options)


def steelcut(*arguments, environment=None):
    """What the command line prints."""
    return sh(f"{BIN}/steelcut", *arguments, capture_output=True, text=True,
              env={**os.environ, **(environment or {})}).stdout


def pinned(*cores):
    return lambda: os.sched_setaffinity(0, set(cores))


class Load:
    """What one run of the load found: CPU-µs a request, requests a second, the slowest of a hundred in ms."""

    def __init__(self, cpu, rate, p99):
        self.cpu, self.rate, self.p99 = cpu, rate, p99


class Server:
    """A server process; its port comes from a file or its first line."""

    def __init__(self, command, port_file=None, environment=None, cores=(SERVER_CORE,)):
        if port_file and os.path.exists(port_file):
            os.remove(port_file)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command, preexec_fn=pinned(*cores), env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE if port_file is None else subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if port_file is None:
            self.port = int(self.process.stdout.readline())
            return
        deadline = time.monotonic() + 20
        while not os.path.exists(port_file):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{command[0]} did not start")
            time.sleep(0.001)
        with open(port_file, encoding="ascii") as file:
            self.port = int(file.read())

    def until(self, request):
        """Milliseconds from start to the first 200 that answers these bytes."""
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                    connection.sendall(request)
                    if connection.recv(4096).startswith(b"HTTP/1.1 200"):
                        return (time.monotonic() - self.started) * 1000
            except OSError:
                pass
            if time.monotonic() - self.started > 20:
                raise SystemExit("not ready after 20 s")

    def ready(self):
        return self.until(b"GET /health/ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    def cpu(self):
        """Processor seconds so far, user and system."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Resident MiB, and the anonymous part."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            text = file.read()
        return tuple(int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024 for name in ("VmRSS", "RssAnon"))

    def load(self, lua, path="/", seconds=4, runs=5, cores=(LOAD_CORE,)):
        """The medians of several runs; every answer has to be a 200."""
        found = [self._run(lua, path, seconds, cores) for _ in range(runs)]
        return Load(*(statistics.median(getattr(one, name) for one in found) for name in ("cpu", "rate", "p99")))

    def _run(self, lua, path, seconds, cores):
        before = self.cpu()
        output = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", lua,
             f"http://127.0.0.1:{self.port}{path}"],
            check=True, capture_output=True, text=True, preexec_fn=pinned(*cores)).stdout
        used = self.cpu() - before
        if "Non-2xx" in output or "Socket errors" in output:
            raise SystemExit("not every answer was a 200:\n" + output)
        requests = int(re.search(r"(\d+) requests in", output)[1])
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
        return Load(used / requests * 1e6, float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
                    float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
