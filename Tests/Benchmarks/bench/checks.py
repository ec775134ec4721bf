"""What it costs to check a token at steelcut-resource; its start and its memory."""

import re
import statistics

import scripts
from processes import BENCH_BIN, CONNECTIONS, Load
from run import openssl
from stores import RESOURCE, Embedded

PATH = "/" + RESOURCE
# A resource server remembers 10,000 tokens and forgets first what was unused for longest: of so many that come in turn
# each was forgotten when it comes again.
UNSEEN = 11_000
SEEN = 500
DOCUMENT = '{"about": "This is a protected resource"}\n'


def measure(run):
    for algorithm in ("ES256", "RS256"):
        _measure(run, algorithm)
    _measure_in_app(run)


def _measure(run, algorithm):
    store = Embedded(run, f"checks-{algorithm}", "--signing-algorithm", algorithm)
    auth = run.auth(store)
    tokens = some_tokens(run, auth, store.client(), UNSEEN)
    unseen, seen = scripts_for(run, algorithm, tokens)
    resource = resource_server(run, auth)
    run.row("steelcut-resource, start to the first 200", resource.ready(), "ms", 200)
    run.memory("steelcut-resource, resident, idle", resource, 24)

    token = tokens[0]
    answer = resource.answer(scripts.resource(PATH, token))
    bare = run.bare(answer)
    checking = run.bare(answer, algorithm, "check")
    checks, baseline, checked, new, again = run.in_turn(
        lambda: openssl(algorithm, "check"),
        run.measure(scripts.bare_get(len(token)), "/", bare),
        run.measure(scripts.bare_get(len(token)), "/", checking),
        run.measure(unseen, PATH, resource),
        run.measure(seen, PATH, resource))
    bare.stop()
    checking.stop()
    run.row(f"OpenSSL, {algorithm} check", statistics.median(checks), "µs")
    run.cost(f"bare SwiftNIO server, GET with {len(token)} bytes of token, answer of {len(answer)}", baseline)
    run.cost(f"steelcut-resource, a token not seen before, {algorithm}", new)
    run.ratio("    by bare server + check", new, [bare.cpu + check for bare, check in zip(baseline, checks)], 1.35)
    run.cost(f"bare SwiftNIO server that checks a signature for each request, {algorithm}", checked)
    run.ratio("    a token not seen before by that", new, [bare.cpu for bare in checked])
    run.cost(f"steelcut-resource, a token seen before, {algorithm}, {SEEN} in turn", again)
    run.ratio("    by bare server", again, [bare.cpu for bare in baseline], 1.35)
    run.memory(f"steelcut-resource, resident, after {CONNECTIONS} connections", resource, 30, later=True)
    resource.stop()
    auth.stop()


def _measure_in_app(run):
    """What BearerGuard adds to a route of somebody's Hummingbird app."""
    auth = run.auth(store := Embedded(run, "app"))
    _, seen = scripts_for(run, "app", some_tokens(run, auth, store.client(), SEEN))
    apps = [run.server(f"{BENCH_BIN}/guarded-app", f"http://127.0.0.1:{auth.port}", RESOURCE) for _ in range(2)]
    for app in apps:
        app.until(scripts.resource("/open", "none"))
    # At once: where an app's threads stand in each other's way, one by the other differs by more than what is measured.
    without, guarded = run.at_once(run.measure(seen, "/open", apps[0]), run.measure(seen, "/guarded", apps[1]))
    for name, loads in (("without", without), ("with", guarded)):
        run.row(f"a Hummingbird app, a route {name} BearerGuard, {SEEN} tokens in turn", Load.median(loads).cpu, "CPU-µs",
                note="both at once")
    more = statistics.median(one.cpu - other.cpu for one, other in zip(guarded, without))
    run.row("    more than without", more, "CPU-µs", 8)
    for server in (*apps, auth):
        server.stop()


def resource_server(run, auth, *arguments):
    """steelcut-resource that takes the tokens of a steelcut-auth."""
    document = run.file("protected.json", DOCUMENT)
    return run.program("steelcut-resource", "--issuer", f"http://127.0.0.1:{auth.port}", "--audience", RESOURCE,
                       "--resource-file", document, *arguments)


def scripts_for(run, name, tokens):
    """Loads of tokens that were not seen before, and of some that were."""
    return tuple(scripts.tokens_in_turn(run.file(f"{name}-{len(some)}", "\n".join(some) + "\n"))
                 for some in (tokens, tokens[:SEEN]))


def some_tokens(run, auth, client, count):
    """So many tokens, got as fast as they can be had."""
    file = run.file(f"tokens-{auth.port}", "")
    load = run.measure(scripts.kept_tokens(client, file), "/token", auth, seconds=1)
    found = []
    while len(found) < count:
        load()
        with open(file, encoding="ascii") as answers:
            found = re.findall(r'"access_token":"([^"]+)"', answers.read())
    return found[:count]
