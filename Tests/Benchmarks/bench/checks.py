"""What it costs to check a token at steelcut-resource; its start and its memory."""

import re
import statistics

import scripts
from processes import CONNECTIONS, Load
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


def _measure(run, algorithm):
    store = Embedded(run, f"checks-{algorithm}", "--signing-algorithm", algorithm)
    auth = run.auth(store)
    unseen, seen = scripts_for(run, algorithm, some_tokens(run, auth, store.client(), UNSEEN))
    resource = resource_server(run, auth)
    run.row("steelcut-resource, start to the first 200", resource.ready(), "ms", 200)
    run.memory("steelcut-resource, resident, idle", resource, 24)

    bare = run.bare(44)
    check, baseline, new, again = run.in_turn(
        lambda: openssl(algorithm, "check"),
        run.measure(scripts.bare_get(600), "/", bare),
        run.measure(unseen, PATH, resource),
        run.measure(seen, PATH, resource))
    bare.stop()
    check, baseline, new, again = statistics.median(check), Load.median(baseline), Load.median(new), Load.median(again)
    run.row(f"OpenSSL, {algorithm} check", check, "µs")
    run.cost("bare SwiftNIO server, GET with a token, answer of 44", baseline)
    run.cost(f"steelcut-resource, a token not seen before, {algorithm}", new)
    run.row("    by bare server + check", new.cpu / (baseline.cpu + check), "×", 1.35)
    run.cost(f"steelcut-resource, a token seen before, {algorithm}, {SEEN} in turn", again)
    run.row("    by bare server", again.cpu / baseline.cpu, "×", 1.35)
    run.memory(f"steelcut-resource, resident, after {CONNECTIONS} connections", resource, 30, later=True)
    resource.stop()
    auth.stop()


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
