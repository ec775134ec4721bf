"""The figures, each beside what it is measured against in the same run."""

import json
import os
import re
import subprocess
import time

import scripts
from processes import BARE, BIN, CONNECTIONS, LOAD_CORE, SERVER_CORE, Server, pinned, sh, steelcut

CHEAP = ["--hash-memory-kib", "8", "--hash-iterations", "1"]
RESOURCE = "api_v0.0.1"


class Bench:
    """One run: a folder to work in, the rows so far, and how long each load lasts."""

    def __init__(self, work, seconds, runs):
        self.work, self.seconds, self.runs = work, seconds, runs
        self.rows = []
        self.servers = []

    def row(self, name, value, unit, limit=None, note=""):
        self.rows.append((name, value, unit, limit, note))
        print(f"{name:<66} {value:>10.2f} {unit:<8}" + (f" (reach: {limit})" if limit else "") + f" {note}", flush=True)

    def file(self, name, text):
        path = os.path.join(self.work, name)
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        return path

    def server(self, *arguments, environment=None, port_file=None, cores=(SERVER_CORE,)):
        server = Server(list(arguments), port_file, environment, cores)
        self.servers.append(server)
        return server

    def program(self, name, *arguments, environment=None, cores=(SERVER_CORE,)):
        port_file = os.path.join(self.work, f"{name}.port")
        return self.server(f"{BIN}/{name}", "--http-port", "0", "--http-port-file", port_file, "--log-level", "warning",
                           *arguments, environment=environment, port_file=port_file, cores=cores)

    def load(self, server, lua, path="/", runs=None):
        return server.load(self.file("load.lua", lua), path, self.seconds, runs or self.runs)

    def stop(self):
        for server in self.servers:
            server.stop()


def raw_openssl():
    """Microseconds a signature and a check take, one core, by OpenSSL's own measure."""
    output = sh("openssl", "speed", "-seconds", "2", "-mr", "ecdsap256", "rsa2048", capture_output=True, text=True,
                preexec_fn=pinned(SERVER_CORE)).stdout
    names = {"+F4": "ES256", "+F2": "RS256"}
    return {names[fields[0]]: {"sign": 1e6 / float(fields[3]), "verify": 1e6 / float(fields[4])}
            for fields in (line.split(":") for line in output.splitlines()) if fields[0] in names}


def baselines(bench):
    raw = raw_openssl()
    for name, figures in raw.items():
        bench.row(f"OpenSSL, {name} signature", figures["sign"], "µs")
        bench.row(f"OpenSSL, {name} check", figures["verify"], "µs")
    post = bench.server(BARE, "601")
    bare_post = bench.load(post, scripts.bare_post(138))
    post.stop()
    bench.row("bare SwiftNIO server, POST of 138 bytes, answer of 601", bare_post.cpu, "CPU-µs", note=f"{bare_post.rate:.0f}/s")
    get = bench.server(BARE, "44")
    bare_get = bench.load(get, scripts.bare_get(600))
    get.stop()
    bench.row("bare SwiftNIO server, GET with a token, answer of 44", bare_get.cpu, "CPU-µs", note=f"{bare_get.rate:.0f}/s")
    return raw, bare_post, bare_get


def store(bench, name, *arguments):
    """A new embedded store with one client; the environment that names it, and the client."""
    environment = {"STEELCUT_DATA_DIR": os.path.join(bench.work, name)}
    steelcut("init", "--format", "json", *arguments, environment=environment)
    return environment, client(environment)


def client(environment):
    return json.loads(steelcut("clients", "add", "--name", "bench", "--resource", RESOURCE, "--format", "json",
                               environment=environment))


def first_token(server, client):
    """Milliseconds from start to the first token."""
    body = scripts.body(client["client_id"], client["client_secret"])
    return server.until((
        "POST /token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}").encode("ascii"))


def memory(bench, name, server, limit=None):
    time.sleep(2)  # pages of code that only the start needed are given back one second after it
    resident, anonymous = server.memory()
    bench.row(name, resident, "MiB", limit, f"anonymous {anonymous:.1f}")


def tokens(bench, raw, bare_post):
    """Tokens over the embedded store; the load's figure, for what is compared with it."""
    environment, one = store(bench, "tokens")
    auth = bench.program("steelcut-auth", environment=environment)
    bench.row("steelcut-auth, start to the first token, 10 clients or fewer", first_token(auth, one), "ms", 150)
    auth.stop()
    auth = bench.program("steelcut-auth", environment=environment)
    bench.row("steelcut-auth, start until it is ready", auth.ready(), "ms", 200)
    memory(bench, "steelcut-auth, resident, idle", auth, 40)
    lua = scripts.token(one["client_id"], one["client_secret"])
    found = bench.load(auth, lua, "/token")
    bench.row("steelcut-auth, a token, ES256, secret remembered", found.cpu, "CPU-µs", note=f"{found.rate:.0f}/s")
    bench.row("    by bare server + signature", found.cpu / (bare_post.cpu + raw["ES256"]["sign"]), "×", 1.35)
    memory(bench, f"steelcut-auth, resident, after {CONNECTIONS} connections", auth, 46)
    # Each connection waits so long that all together ask for 60 % of what was had at most.
    wait = CONNECTIONS / (0.6 * found.rate) * 1000
    slow = bench.load(auth, scripts.token(one["client_id"], one["client_secret"], delay=int(wait)), "/token", runs=1)
    bench.row("    slowest of a hundred at 60 % of the peak", slow.p99, "ms", 5, f"{slow.rate:.0f}/s")
    auth.stop()
    return found


def database(name):
    """A new database in the cluster that Scripts/with-postgres has made; how it is reached."""
    cluster = os.environ["STEELCUT_TEST_POSTGRES"]
    sh("psql", "-q", cluster, "-c", f"CREATE DATABASE {name}")
    return f"{cluster} dbname={name}"


def tokens_over_postgres(bench, over_memory, count, limit_start):
    name = f"clients{count}"
    url = database(name)
    environment = {"STEELCUT_DATABASE_URL": url, "STEELCUT_DATA_DIR": os.path.join(bench.work, name)}
    steelcut("init", *CHEAP, "--format", "json", environment=environment)
    one = json.loads(steelcut("clients", "add", "--name", "bench", "--resource", RESOURCE, *CHEAP, "--format", "json",
                              environment=environment))
    # One secret and one hash for all: what costs time is the number of rows.
    sh("psql", "-q", "-v", "ON_ERROR_STOP=1", url, "-c", f"""
        SET session_replication_role = replica;
        INSERT INTO steelcut.clients SELECT (jsonb_populate_record(c, jsonb_build_object('id', lpad(n::text, 32, '0')))).*
            FROM steelcut.clients c, generate_series(0, {count - 1}) n;
        INSERT INTO steelcut.client_secrets
            SELECT (jsonb_populate_record(s, jsonb_build_object('client_id', lpad(n::text, 32, '0')))).*
            FROM steelcut.client_secrets s, generate_series(0, {count - 1}) n;
        ANALYZE steelcut.clients; ANALYZE steelcut.client_secrets;""", stdout=subprocess.DEVNULL)
    auth = bench.program("steelcut-auth", *CHEAP, environment=environment)
    bench.row(f"steelcut-auth, start to the first token, {count} clients in PostgreSQL", first_token(auth, one), "ms", limit_start)
    lua = scripts.clients_in_turn(min(count, 10_000), one["client_secret"])
    bench.load(auth, lua, "/token", runs=2)  # each client's first request
    found = bench.load(auth, lua, "/token")
    bench.row(f"steelcut-auth, a token, {min(count, 10_000)} of {count} clients in turn, PostgreSQL", found.cpu, "CPU-µs", note=f"{found.rate:.0f}/s")
    bench.row("    by the same over memory", found.cpu / over_memory.cpu, "×", 1.15)
    if count >= 100_000:
        bench.load(auth, scripts.clients_in_turn(100_000, one["client_secret"]), "/token", runs=8)
        memory(bench, "steelcut-auth, resident, 100,000 remembered secrets", auth, 100)
    auth.stop()
    return found


def some_tokens(port, client, count):
    """Tokens enough that none comes again before it is forgotten."""
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = scripts.body(client["client_id"], client["client_secret"])
    found = []
    for _ in range(count):
        connection.request("POST", "/token", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        found.append(json.loads(answer.read())["access_token"])
    return found


def checks(bench, raw, bare_get, algorithm):
    """Tokens that were not seen before, and 500 in turn."""
    environment, one = store(bench, f"checks-{algorithm}", "--signing-algorithm", algorithm)
    auth = bench.program("steelcut-auth", environment=environment)
    auth.ready()
    many = some_tokens(auth.port, one, 25_000)
    document = bench.file("protected.json", '{"about": "This is a protected resource"}\n')
    resource = bench.program(
        "steelcut-resource", "--issuer", f"http://127.0.0.1:{auth.port}", "--audience", RESOURCE, "--resource-file", document)
    bench.row("steelcut-resource, start to the first 200", resource.ready(), "ms", 200)
    memory(bench, "steelcut-resource, resident, idle", resource, 24)
    path = "/" + RESOURCE
    lua = scripts.tokens_in_turn(bench.file("many", "\n".join(many) + "\n"))
    found = bench.load(resource, lua, path)
    bench.row(f"steelcut-resource, a token not seen before, {algorithm}", found.cpu, "CPU-µs", note=f"{found.rate:.0f}/s")
    bench.row("    by bare server + check", found.cpu / (bare_get.cpu + raw[algorithm]["verify"]), "×", 1.35)
    lua = scripts.tokens_in_turn(bench.file("few", "\n".join(many[:500]) + "\n"))
    found = bench.load(resource, lua, path)
    bench.row(f"steelcut-resource, a token seen before, {algorithm}, 500 in turn", found.cpu, "CPU-µs", note=f"{found.rate:.0f}/s")
    bench.row("    by bare server", found.cpu / bare_get.cpu, "×", 1.35)
    memory(bench, f"steelcut-resource, resident, after {CONNECTIONS} connections", resource, 30)
    resource.stop()
    auth.stop()
