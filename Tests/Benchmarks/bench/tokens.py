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

    asked = scripts.body(client["client_id"], client["client_secret"])
    answer = auth.answer(scripts.first_token(client))
    bare = run.bare(answer)
    signing = run.bare(answer, "ES256", "signature")
    signatures, baseline, signed, found, varied = run.in_turn(
        lambda: openssl("ES256", "signature"),
        run.measure(scripts.bare_post(len(asked)), "/", bare),
        run.measure(scripts.bare_post(len(asked)), "/", signing),
        run.measure(scripts.token(client), "/token", auth),
        run.measure(scripts.token_with_own_head(client), "/token", auth))
    run.row("OpenSSL, ES256 signature", statistics.median(signatures), "µs")
    run.cost(f"bare SwiftNIO server, POST of {len(asked)} bytes, answer of {len(answer)}", baseline)
    run.cost("steelcut-auth, a token, ES256, secret remembered", found)
    run.ratio("    by bare server + signature", found,
              [bare.cpu + signature for bare, signature in zip(baseline, signatures)], 1.35)
    run.cost("    the same, each request with a head of its own", varied)
    run.ratio("    by bare server + signature", varied,
              [bare.cpu + signature for bare, signature in zip(baseline, signatures)])
    run.cost("bare SwiftNIO server that signs for each request", signed)
    run.ratio("    a token by that", found, [bare.cpu for bare in signed])
    signing.stop()
    run.memory(f"steelcut-auth, resident, after {CONNECTIONS} connections", auth, 46, later=True)

    # Each connection waits so long that all together ask for 60 % of what was had at most. The bare server, which has next
    # to nothing to do, tells what of it is the machine's.
    wait = int(CONNECTIONS / (0.6 * Load.median(found).rate) * 1000)
    alone, slow = (Load.median(loads) for loads in run.in_turn(
        run.measure(scripts.bare_post(len(asked)) + scripts.pause(wait), "/", bare),
        run.measure(scripts.token(client) + scripts.pause(wait), "/token", auth)))
    run.row("steelcut-auth, slowest of a hundred at 60 % of the peak", slow.p99, "ms", 5,
            f"{slow.rate:.0f}/s; the bare server's of as many: {alone.p99:.1f} ms")
    bare.stop()
    auth.stop()
