"""Whether a token costs more where steelcut-auth has two cores.

Where there are no more than two, the load shares them, so it is the cost that tells: two cores that serve alone would
serve twice as much by the cost's growth, 1.8 times where that is 1.1.
"""

import scripts
from processes import CORES, LOAD_CORE, Load
from stores import Embedded


def measure(run):
    store = Embedded(run, "cores")
    lua = scripts.token(store.client())
    two = CORES[:2]
    beside = CORES[2:] or CORES
    auths = [run.auth(store, cores=cores) for cores in (two[:1], two)]
    one, both = run.in_turn(
        run.measure(lua, "/token", auths[0], cores=[LOAD_CORE]), run.measure(lua, "/token", auths[1], cores=beside))
    run.cost("steelcut-auth, a token, server on one core", one)
    run.cost("steelcut-auth, a token, server on two cores", both)
    one, both = Load.median(one), Load.median(both)
    growth = both.cpu / one.cpu
    run.row("    by one core", growth, "×", 1.1, f"two cores that only serve: {2 / growth:.2f} × the throughput")
    shared = "" if CORES[2:] else f"the load shares the cores, of which {both.busy:.2f} are busy"
    run.row("    throughput by one core", both.rate / one.rate, "×", note=shared)
    for auth in auths:
        auth.stop()
