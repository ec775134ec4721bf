"""The release build beside what a user would pick instead, under the same load in the same run: make bench-peers.

Servers, load and processor time are those of Tests/Benchmarks/bench, whose modules these are; the contestants are
measured in turn, round by round.

usage: peers [--no-build] [tokens | ES256 | RS256]...
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.with_name("bench")))

import gateways
import issuers
from contest import Contest
from processes import CONNECTIONS, machine, sh
from run import Run

ALGORITHMS = ("ES256", "RS256")


def main():
    chosen = [argument for argument in sys.argv[1:] if argument != "--no-build"]
    parts = ("tokens", *ALGORITHMS)
    if unknown := set(chosen) - set(parts):
        sys.exit(f"peers: {', '.join(sorted(unknown))}: none of {', '.join(parts)}")
    if "--no-build" not in sys.argv:
        sh("make", "release", stdout=sys.stderr)
    with Run(seconds=2, rounds=3) as run:
        # Apache's processes give up root's rights: they must reach what they serve, and nothing else.
        Path(run.work).chmod(0o711)
        print(f"{machine()}; {CONNECTIONS} keep-alive connections, medians of {run.rounds} runs of {run.seconds} s\n"
              + ", ".join(issuers.versions() + gateways.versions()) + "\n", flush=True)
        contest = Contest(run)
        for part in chosen or parts:
            if part == "tokens":
                issuers.compare(contest)
            else:
                gateways.compare(contest, part)
            run.stop()
        contest.sum_up()


main()
