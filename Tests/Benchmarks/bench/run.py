"""What all measures share: the rows so far, how loads are laid against each other, starts and memory."""

import itertools
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import processes
import scripts
from processes import BENCH_BIN, BIN, CONNECTIONS, LOAD_CORE, SERVER_CORE, Load, Server, pinned, sh

# What a hash costs where it is not the hash that is measured: the least that Argon2id takes.
CHEAP = ("--hash-memory-kib", "8", "--hash-iterations", "1")

# So many bytes has the head of the bare server's answers.
BARE_HEAD = len("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncache-control: no-store\r\n"
                "pragma: no-cache\r\ncontent-length: 123\r\n\r\n")


class Run:
    """A folder to work in, the rows so far, and how long each load lasts; folder and servers end with it."""

    def __init__(self, seconds, rounds, quick=False):
        self.seconds, self.rounds, self.quick = seconds, rounds, quick
        self.work = tempfile.mkdtemp()
        self.rows = []
        self.servers = []
        self._numbers = itertools.count()

    def __enter__(self):
        # Ended, it ends its servers first.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        # This program, too, keeps off the core that is measured.
        os.sched_setaffinity(0, {LOAD_CORE})
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.work)

    def row(self, name, value, unit, limit=None, note=""):
        self.rows.append((name, value, unit, limit, note))
        print(f"{name:<78} {value:>9.2f} {unit:<7}" + (f" (reach: {limit})" if limit else "") + f" {note}", flush=True)

    def cost(self, name, loads):
        """A row of what a request costs and how many there were a second."""
        found = Load.median(loads)
        self.row(name, found.cpu, "CPU-µs", note=f"{found.rate:.0f}/s")

    def ratio(self, name, found, bounds, limit=None):
        """A row of what each round's load cost by what it could have cost at best in that round: the machine's speed is
        another one a second later."""
        self.row(name, statistics.median(load.cpu / bound for load, bound in zip(found, bounds)), "×", limit)

    def costs(self, *named, by, limit):
        """Rows of what a request costs in two loads that ran at once, and of the second by the first."""
        (_, base), (_, found) = named
        for name, loads in named:
            self.row(name, Load.median(loads).cpu, "CPU-µs", note="both at once")
        growth = statistics.median(one.cpu / other.cpu for one, other in zip(found, base))
        self.row(f"    {by}", growth, "×", limit)

    def file(self, name, text, mode=0o644):
        path = os.path.join(self.work, name)
        with open(path, "w", encoding="ascii", opener=lambda path, flags: os.open(path, flags, mode)) as file:
            file.write(text)
        return path

    def server(self, *arguments, environment=None, port_file=None, cores=(SERVER_CORE,), port=None):
        server = Server(list(arguments), port_file, environment, cores, port)
        self.servers.append(server)
        return server

    def program(self, name, *arguments, environment=None, cores=(SERVER_CORE,)):
        port_file = os.path.join(self.work, f"{name}.port")
        return self.server(f"{BIN}/{name}", "--http-port", "0", "--http-port-file", port_file, "--log-level", "warning",
                           *arguments, environment=environment, port_file=port_file, cores=cores)

    def auth(self, store, *arguments, cores=(SERVER_CORE,)):
        """steelcut-auth over a store, ready to serve."""
        server = self.program("steelcut-auth", *arguments, environment=store.server_environment, cores=cores)
        server.ready()
        return server

    def bare(self, answer, *work):
        """The bare server, whose answers are as long as this one, head and body; with an algorithm and `signature` or
        `check` one that does this for each request, too."""
        return self.server(f"{BENCH_BIN}/bare-server", str(len(answer) - BARE_HEAD), *work)

    def measure(self, lua, path, *servers, seconds=None, cores=(LOAD_CORE,), connections=CONNECTIONS):
        """A load, spread over the servers: each call is a run of it, which goes on where the last one has stopped."""
        file = self.file(f"load{next(self._numbers)}.lua", lua)
        first = 0

        def measured():
            nonlocal first
            found = processes.load(servers, file, path, seconds or self.seconds, cores, first, connections)
            first += found.requests // len(servers)
            return found

        return measured

    def in_turn(self, *measures):
        """What several measures found, each a list with a value a round.

        The machine's speed changes by the minute: what is compared is measured in turn, and not one after the other.
        """
        return list(zip(*([measure() for measure in measures] for _ in range(self.rounds))))

    def at_once(self, *measures):
        """The same of loads that run at the same time, each of a server of its own, on one core.

        The machine's speed changes within a second, too, by a fifth. Servers that share a core all have the same of it:
        what each costs by the other is told within two in a hundred. Each costs a tenth more than alone.
        """
        with ThreadPoolExecutor(len(measures)) as pool:
            return list(zip(*(list(pool.map(lambda measure: measure(), measures)) for _ in range(self.rounds))))

    def start(self, name, store, client, limit=None):
        """Milliseconds from start to the first token, whose secret is hashed at the default cost."""
        found = []
        for _ in range(self.rounds):
            server = self.program("steelcut-auth", environment=store.server_environment)
            found.append(server.until(scripts.first_token(client)))
            server.stop()
        self.row(name, statistics.median(found), "ms", limit, f"{min(found):.0f} to {max(found):.0f}")

    def memory(self, name, server, limit=None, later=False):
        """Resident memory, and where it is asked for, again when the server has given back what it need not keep: it
        does so one second after its start, and every ten seconds from then on."""
        time.sleep(2)
        self._memory(name, server, limit)
        if later:
            time.sleep(11)
            self._memory("    eleven seconds later", server)

    def _memory(self, name, server, limit=None):
        resident, anonymous = server.memory()
        self.row(name, resident, "MiB", limit, f"anonymous {anonymous:.1f}")

    def stop(self):
        for server in self.servers:
            server.stop()


def openssl(algorithm, operation):
    """Microseconds that a signature or a check takes on one core, by OpenSSL's own measure."""
    name, label = {"ES256": ("ecdsap256", "+F4"), "RS256": ("rsa2048", "+F2")}[algorithm]
    output = sh("openssl", "speed", "-seconds", "1", "-mr", name, capture_output=True, text=True,
                preexec_fn=pinned(SERVER_CORE)).stdout
    fields = next(line for line in output.splitlines() if line.startswith(label)).split(":")
    return 1e6 / float(fields[{"signature": 3, "check": 4}[operation]])
