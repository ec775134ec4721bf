"""Servers that do the same under the same load, one line a figure."""

import http.client
from dataclasses import dataclass

from processes import CONNECTIONS, Load, Server


@dataclass
class Contestant:
    """A server of Steelcut's or a rival, and where it does what is compared."""

    name: str
    server: Server
    path: str

    def answer(self, method, body=None, headers=None):
        """Status and body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.request(method, self.path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


class Contest:
    """The figures of one run, and what was wished of some."""

    def __init__(self, run):
        self.run = run
        self.wishes = []

    def hold(self, subject, entries, connections=CONNECTIONS):
        """Measures contestants, each with the script of its load, in turn. The first is Steelcut's.

        Returns what was found by name.
        """
        loads = self.run.in_turn(*(self.run.measure(lua, one.path, one.server, connections=connections)
                                   for one, lua in entries))
        found = {one.name: Load.median(those) for (one, _), those in zip(entries, loads)}
        own = next(iter(found.values()))
        for name, load in found.items():
            beside = f", {load.cpu / own.cpu:.2f} × Steelcut's" if load is not own else ""
            self.run.row(f"{subject}: {name}", load.cpu, "CPU-µs", note=f"{load.rate:.0f}/s{beside}")
        return found

    def wish(self, name, own, rival, most):
        """Steelcut's share of the rival's figure, printed at the end."""
        self.wishes.append((name, own.cpu / rival.cpu, most))

    def sum_up(self):
        for name, share, most in self.wishes:
            self.run.row(name, share, "×", most)
