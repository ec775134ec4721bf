"""What a token costs over the embedded store, with one client; start and memory of steelcut-auth."""

import statistics

import scripts
from processes import CONNECTIONS, Load
from run import openssl
from stores import Embedded


def measure(run):
    store = Embedded(run, "tokens")
    client = [store.client() for _ in range(10)][-1]
    run.start("steelcut-auth, start to the first token, 10 clients", store, client, 150)
    auth = run.program("steelcut-auth", environment=store.server_environment)
    run.row("steelcut-auth, start until it is ready", auth.ready(), "ms", 200)
    run.memory("steelcut-auth, resident, idle", auth, 40)

    bare = run.bare(601)
    signatures, baseline, found = run.in_turn(
        lambda: openssl("ES256", "signature"),
        run.measure(scripts.bare_post(138), "/", bare),
        run.measure(scripts.token(client), "/token", auth))
    bare.stop()
    signature, baseline, found = statistics.median(signatures), Load.median(baseline), Load.median(found)
    run.row("OpenSSL, ES256 signature", signature, "µs")
    run.cost("bare SwiftNIO server, POST of 138 bytes, answer of 601", baseline)
    run.cost("steelcut-auth, a token, ES256, secret remembered", found)
    run.row("    by bare server + signature", found.cpu / (baseline.cpu + signature), "×", 1.35)
    run.memory(f"steelcut-auth, resident, after {CONNECTIONS} connections", auth, 46, later=True)

    # Each connection waits so long that all together ask for 60 % of what was had at most.
    wait = int(CONNECTIONS / (0.6 * found.rate) * 1000)
    slow = run.measure(scripts.token(client, delay=wait), "/token", auth, seconds=4)()
    run.row("steelcut-auth, slowest of a hundred at 60 % of the peak", slow.p99, "ms", 5, f"{slow.rate:.0f}/s")
    auth.stop()
