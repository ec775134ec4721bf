"""What a token costs over PostgreSQL, beside the embedded store."""

import scripts
from clients import IN_TURN, present_each
from run import CHEAP
from stores import Embedded, Postgres


def measure(run):
    """The same clients, the same number of them in turn: what differs is the store."""
    measures, auths = [], []
    for store in (Embedded(run, "embedded"), Postgres(run, "beside")):
        secret = store.clients(IN_TURN)
        auths.append(run.auth(store, *CHEAP))
        present_each(run, auths[-1], IN_TURN, secret)
        measures.append(run.measure(scripts.clients_in_turn(IN_TURN, secret), "/token", auths[-1]))
    base, found = run.at_once(*measures)
    name = f"steelcut-auth, a token, {IN_TURN:,} clients in turn"
    run.costs((f"{name}, embedded store", base), (f"{name}, PostgreSQL", found),
              by="by the same over the embedded store", limit=1.15)
    for auth in auths:
        auth.stop()
