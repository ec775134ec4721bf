"""How start, the cost of a token and memory grow with the clients that PostgreSQL holds."""

import scripts
from stores import OWN_HASHES, Postgres

FEW = 10
# As many as a server remembers the rows of.
IN_TURN = 10_000


def measure(run):
    many = 100_000 if run.quick else 1_000_000
    stores = {count: Postgres(run, f"clients{count}") for count in (FEW, IN_TURN, many)}
    secrets = {count: store.clients(count) for count, store in stores.items()}
    for count, limit in ((FEW, None), (many, 200)):
        run.start(f"steelcut-auth, start to the first token, {count:,} clients in PostgreSQL", stores[count],
                  stores[count].client(), limit)

    auths = {count: run.auth(store) for count, store in stores.items()}
    for in_turn in (FEW, IN_TURN):
        measures = []
        for count in (in_turn, many):
            present_each(run, auths[count], in_turn, secrets[count])
            measures.append(run.measure(scripts.clients_in_turn(in_turn, secrets[count]), "/token", auths[count]))
        base, found = run.at_once(*measures)
        name = f"steelcut-auth, a token, {in_turn:,} clients in turn, PostgreSQL has"
        run.costs((f"{name} {in_turn:,}", base), (f"{name} {many:,}", found),
                  by=f"by the same where it has {in_turn:,}", limit=1.1)
    _remembered(run, stores[many], auths[many], secrets[many])
    for auth in auths.values():
        auth.stop()


def _remembered(run, store, auth, secret):
    """Memory with as many secrets as are remembered, one of them hashed at the default cost, which takes 19 MiB."""
    count = OWN_HASHES // 5 if run.quick else OWN_HASHES
    auth.until(scripts.first_token(store.client()))
    present_each(run, auth, count, secret)
    run.memory(f"steelcut-auth, resident, {count:,} remembered secrets", auth, None if run.quick else 100)
    load = run.measure(scripts.clients_in_turn(count, secret), "/token", auth)()
    run.cost(f"steelcut-auth, a token, {count:,} clients in turn, rows asked of PostgreSQL", [load])


def present_each(run, auth, count, secret):
    """Each client's first request: its secret is hashed, and remembered."""
    load = run.measure(scripts.clients_in_turn(count, secret), "/token", auth, seconds=1)
    while count > 0:
        count -= load().requests
