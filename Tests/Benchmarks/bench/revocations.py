"""How the cost of checking a token grows with the revocations that are in force."""

import base64
import json
import secrets
import time

import scripts
from checks import PATH, UNSEEN, resource_server, scripts_for, some_tokens
from stores import Embedded


def measure(run):
    many = 10_000 if run.quick else 100_000
    measures, servers = [], []
    for count in (0, many):
        store = Embedded(run, f"revocations{count}")
        auth = run.auth(store)
        *tokens, victim = some_tokens(run, auth, store.client(), UNSEEN + 1)
        resource = resource_server(run, auth, "--revocations-poll", "1s")
        resource.ready()
        servers += [resource, auth]
        if count:
            _revoke(run, store, resource, victim, count)
        measures.append([run.measure(lua, PATH, resource) for lua in scripts_for(run, f"revocations{count}", tokens)])
    for name, pair in zip(("not seen before", "seen before"), zip(*measures)):
        without, with_many = run.at_once(*pair)
        run.costs((f"steelcut-resource, a token {name}, no revocations", without),
                  (f"steelcut-resource, a token {name}, {many:,} revocations", with_many),
                  by="by the same without", limit=1.1)
    for server in servers:
        server.stop()


def _revoke(run, store, resource, victim, count):
    """Revokes tokens at once, a good one among them, and waits until that is refused: the list is in force as one."""
    asked = scripts.resource(PATH, victim)
    if resource.status(asked) != 200:
        raise SystemExit("a token that is not revoked is not taken")
    payload = victim.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    store.revoke([claims["jti"], *(secrets.token_urlsafe(16) for _ in range(count - 1))], time.time_ns() // 1000)
    revoked = time.monotonic()
    resource.until(asked, status=401)
    run.row(f"steelcut-resource, {count:,} revocations at once are in force after", time.monotonic() - revoked, "s",
            note="asked for each second")
    run.memory(f"steelcut-resource, resident, {count:,} revocations", resource)
