"""Whether the time that a refusal takes says what a client is: unknown, disabled, or known and with another secret.

Each is asked of once, so that none is locked out and no row is remembered; the kinds come in a random order, over one
connection. A hash costs what it does by default. It takes four minutes, and is measured only where it is asked for.
"""

import http.client
import random
import statistics
import time

import scripts
from stores import Embedded

# One pass over it is the work of the default: two passes over half as much.
MEMORY_KIB = 38_912
KINDS = ("a wrong secret", "an unknown client", "a disabled client", "a wrong secret with another selector")


def measure(run):
    count = 50 if run.quick else 500
    store = Embedded(run, "refusals")
    secret = store.clients(3 * count, MEMORY_KIB)
    store.disable(count, 2 * count)
    auth = run.auth(store, "--hash-memory-kib", str(MEMORY_KIB), "--hash-iterations", "1")
    wrong = secret[:-4] + ("AAAA" if secret[-4:] != "AAAA" else "EEEE")
    other = secret.replace(secret[8:14], "AAAAAA" if secret[8:14] != "AAAAAA" else "EEEEEE", 1)
    # Of each kind the client and the secret for a number; the unknown have IDs like the others'.
    asked = [(0, n, wrong) for n in range(count)] + [(1, 10 ** 9 + n, wrong) for n in range(count)]
    asked += [(2, count + n, secret) for n in range(count)] + [(3, 2 * count + n, other) for n in range(count)]
    random.shuffle(asked)

    connection = http.client.HTTPConnection("127.0.0.1", auth.port)
    times = [[] for _ in KINDS]
    for kind, number, presented in asked:
        body = scripts.body(f"{number:032}", presented)
        began = time.perf_counter_ns()
        connection.request("POST", "/token", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        answer.read()
        times[kind].append((time.perf_counter_ns() - began) / 1000)
        if answer.status != 401:
            raise SystemExit(f"{KINDS[kind]} was answered with {answer.status}")
    auth.stop()

    base = statistics.median(times[0])
    run.row(f"steelcut-auth, {KINDS[0]} is refused after", base, "µs", note=f"median of {count}")
    for kind, found in zip(KINDS[1:], times[1:]):
        run.row(f"    {kind}, by it", statistics.median(found) / base, "×", 1.02, "or 0.98")
        run.row(f"    {kind}, told from it by its time", told_apart(times[0], found), "AUC", 0.53, "0.5: not at all")


def told_apart(these, those):
    """How probable it is that one of those takes longer than one of these, counted in whichever way says more."""
    ranked = sorted([(time, 0) for time in these] + [(time, 1) for time in those])
    ranks = sum(rank for rank, (_, kind) in enumerate(ranked, 1) if kind)
    area = (ranks - len(those) * (len(those) + 1) / 2) / (len(these) * len(those))
    return max(area, 1 - area)
