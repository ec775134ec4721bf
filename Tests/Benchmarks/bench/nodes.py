"""Whether a token costs more where several nodes serve over one PostgreSQL.

On two cores four nodes can't serve four times as much, so it is the cost that tells: where that stays, nodes on
machines of their own serve as much more as there are more of them. A node that is alone over its database is measured
beside one that shares its own with others, both at once on one core, while these others serve on the other core.
"""

import secrets

import scripts
from clients import present_each
from processes import LOAD_CORE, SERVER_CORE, Load
from stores import Postgres

CLIENTS = 1000


def measure(run):
    keyring = {"STEELCUT_KEYRING": "database", "STEELCUT_KEYRING_PASSPHRASE_FILE": run.file(
        "passphrase", secrets.token_urlsafe() + "\n", mode=0o600)}
    clusters, loads = {}, {}
    for count in (1, 4):
        store = Postgres(run, f"nodes{count}", **keyring)
        secret = store.clients(CLIENTS)
        clusters[count] = [run.auth(store, cores=(core,)) for core in (SERVER_CORE, *[LOAD_CORE] * (count - 1))]
        for node in clusters[count]:
            present_each(run, node, CLIENTS, secret)
        loads[count] = scripts.clients_in_turn(CLIENTS, secret)

    nodes, several = clusters[4], (1, 2, 4)
    spread = run.in_turn(*(run.measure(loads[4], "/token", *nodes[:count]) for count in several))
    for count, found in zip(several, spread):
        run.row(f"steelcut-auth, a token, {count} of 4 nodes asked, PostgreSQL", Load.median(found).cpu, "CPU-µs",
                note=f"{Load.median(found).rate:.0f}/s; a core for the first, the load's for the rest")
    for count in several[1:]:
        alone, found, *_ = run.at_once(run.measure(loads[1], "/token", *clusters[1]),
                                       *(run.measure(loads[4], "/token", node) for node in nodes[:count]))
        run.costs(("steelcut-auth, a token, a node alone over PostgreSQL", alone),
                  (f"steelcut-auth, a token, one of {count} nodes over one PostgreSQL", found),
                  by="by a node alone", limit=1.1)
    for cluster in clusters.values():
        for node in cluster:
            node.stop()
