"""Servers on one core, load on another, and what the kernel says of them."""

import contextlib
import datetime
import os
import re
import resource
import socket
import statistics
import subprocess
import time
from pathlib import Path

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BIN = os.path.join(ROOT, ".build/release")
BENCH_BIN = os.path.join(ROOT, ".build-bench/release")
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]
CONNECTIONS = 64
TICKS = os.sysconf("SC_CLK_TCK")


def sh(*command, **options):
    return subprocess.run(command, check=True, cwd=ROOT, **options)


def steelcut(*arguments, environment=None):
    """What the command line prints; what it says beside that is shown where it fails."""
    done = subprocess.run([f"{BIN}/steelcut", *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, **(environment or {})})
    if done.returncode:
        raise SystemExit(f"steelcut {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def machine():
    """What was measured on, with what, and when."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "?")
    swift = sh("swift", "--version", capture_output=True, text=True).stdout.split("(")[0].strip()
    openssl = " ".join(sh("openssl", "version", capture_output=True, text=True).stdout.split()[:2])
    return f"{datetime.date.today()}, {model}, {os.cpu_count()} cores, {swift}, {openssl}, release build"


def pinned(*cores):
    return lambda: os.sched_setaffinity(0, set(cores))


def free_port():
    """A port for a program that cannot pick one by itself."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def family(process):
    """The IDs of a process and of all below it that live."""
    found = [process]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            # A thread that has ended meanwhile has left its children to another one.
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                found += map(int, children.read_text(encoding="ascii").split())
    return found


class Load:
    """What a load found: CPU-µs a request, requests a second, the slowest of a hundred in ms, how many cores were busy
    with servers and load, how many requests."""

    def __init__(self, cpu, rate, p99, busy, requests):
        self.cpu, self.rate, self.p99, self.busy, self.requests = cpu, rate, p99, busy, requests

    @staticmethod
    def median(found):
        return Load(*(statistics.median(getattr(one, name) for one in found)
                      for name in ("cpu", "rate", "p99", "busy", "requests")))


class Server:
    """A server process; its port is said beforehand, or comes from a file or its first line."""

    def __init__(self, command, port_file=None, environment=None, cores=(SERVER_CORE,), port=None):
        if port_file and os.path.exists(port_file):
            os.remove(port_file)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command, preexec_fn=pinned(*cores), env={**os.environ, **(environment or {})},
            stdout=subprocess.DEVNULL if port_file or port else subprocess.PIPE, stderr=subprocess.DEVNULL)
        if port:
            self.port = port
            self._starts(self._accepts)
        elif port_file:
            self._starts(lambda: os.path.exists(port_file))
            with open(port_file, encoding="ascii") as file:
                self.port = int(file.read())
        else:
            self.port = int(self.process.stdout.readline())

    def _starts(self, there):
        while not there():
            if self.process.poll() is not None or time.monotonic() > self.started + 20:
                self.stop()
                raise SystemExit(f"{self.process.args[0]} did not start")
            time.sleep(0.001)

    def _accepts(self):
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", self.port)) == 0

    def answer(self, request):
        """What answers these bytes, a request that ends its connection, but for the line that says so; nothing where
        nothing does."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                connection.sendall(request)
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:
            return b""
        return answer.replace(b"Connection: close\r\n", b"", 1)

    def status(self, request):
        """The status that answers these bytes; 0 where nothing does."""
        answer = self.answer(request)
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0

    def until(self, request, status=200):
        """Milliseconds from start to the first answer of this status; it is asked for often, but not so often that the
        questions were what the server is busy with."""
        while self.status(request) != status:
            if self.process.poll() is not None or time.monotonic() - self.started > 120:
                raise SystemExit(f"no {status} from {self.process.args[0]}")
            time.sleep(0.002)
        return (time.monotonic() - self.started) * 1000

    def ready(self):
        return self.until(b"GET /health/ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    def cpu(self):
        """Processor seconds so far, user and system, of the process and all that it has started.

        Of each that lives by the clock of clock_getcpuclockid(3), in nanoseconds where /proc counts hundredths of a
        second; of those that have ended the latter is all that tells.
        """
        used = 0.0
        for process in family(self.process.pid):
            used += time.clock_gettime(~process << 3 | 2)
            with open(f"/proc/{process}/stat", encoding="utf-8") as file:
                used += sum(map(int, file.read().rsplit(")", 1)[1].split()[13:15])) / TICKS
        return used

    def memory(self):
        """Resident MiB, and the anonymous part."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            text = file.read()
        return tuple(int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024 for name in ("VmRSS", "RssAnon"))

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


def load(servers, lua, path, seconds, cores=(LOAD_CORE,), first=0, connections=CONNECTIONS):
    """One run of a load that is spread over servers, the connections too; every answer has to be a 200.

    The script is told with which request each server's part begins.
    """
    used, own = sum(server.cpu() for server in servers), _children()
    processes = [subprocess.Popen(
        ["wrk", "-t1", f"-c{connections // len(servers)}", f"-d{seconds}s", "--latency", "-s", lua,
         f"http://127.0.0.1:{server.port}{path}", "--", str(first)],
        stdout=subprocess.PIPE, text=True, preexec_fn=pinned(*cores)) for server in servers]
    outputs = [process.communicate()[0] for process in processes]
    used, own = sum(server.cpu() for server in servers) - used, _children() - own
    requests, rate, slowest = 0, 0.0, 0.0
    for process, output in zip(processes, outputs):
        if process.returncode or "Non-2xx" in output or "Socket errors" in output:
            raise SystemExit("not every answer was a 200:\n" + output)
        requests += int(re.search(r"(\d+) requests in", output)[1])
        rate += float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
        slowest = max(slowest, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])
    return Load(used / requests * 1e6, rate, slowest, (used + own) / seconds, requests)


def _children():
    """Processor seconds of the programs that were run and have ended: between two loads, those of wrk."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
