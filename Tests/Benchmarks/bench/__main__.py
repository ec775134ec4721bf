"""Figures of the release build beside baselines measured in the same run: make bench.

A server runs on one core, the load (wrk, keep-alive, 64 connections, loopback) on another. Processor time is that of
the server and all that it has started, user and system, by the number of answers. Every answer has to be a 200. What is
compared is measured in turn or, where it is the same work, at once.
"""

import argparse
import os
import sys
import time

import chart
import checks
import clients
import cores
import nodes
import postgres
import refusals
import revocations
import tokens
from processes import CONNECTIONS, ROOT, machine, sh
from run import Run

PARTS = {part.__name__: part for part in (tokens, checks, postgres, clients, revocations, nodes, cores, refusals)}
# Refusals take as long as half of the others together.
USUAL = [name for name in PARTS if name != refusals.__name__]


def options():
    parser = argparse.ArgumentParser(prog="bench", description="Prints figures of the release build, and draws some.")
    parser.add_argument("parts", nargs="*", metavar="PART",
                        help=f"what to measure of {', '.join(PARTS)}; without: all but {refusals.__name__}")
    parser.add_argument("--no-build", action="store_true", help="takes the programs that are there")
    parser.add_argument("--quick", action="store_true", help="shorter runs, and a tenth of rows and revocations")
    parser.add_argument("--chart", default=os.path.join(ROOT, ".build-bench/performance.svg"), metavar="PATH",
                        help="where the picture goes: .build-bench/performance.svg")
    found = parser.parse_args()
    for part in found.parts:
        if part not in PARTS:
            parser.error(f"no part is called {part}; there are {', '.join(PARTS)}")
    return found


def build():
    sh("make", "release", stdout=sys.stderr)
    sh("swift", "build", "-c", "release", "--package-path", "Tests/Benchmarks", "--scratch-path", ".build-bench",
       stdout=sys.stderr)


def main():
    chosen = options()
    if not chosen.no_build:
        build()
    seconds, rounds = (1, 4) if chosen.quick else (2, 7)
    caption = f"{machine()}; {CONNECTIONS} keep-alive connections, medians of {rounds} runs of {seconds} s"
    print(caption + "\n", flush=True)
    with Run(seconds, rounds, chosen.quick) as run:
        for name in chosen.parts or USUAL:
            began = time.monotonic()
            PARTS[name].measure(run)
            print(f"({name}: {time.monotonic() - began:.0f} s)\n", flush=True)
    with open(chosen.chart, "w", encoding="utf-8") as file:
        file.write(chart.svg(run.rows, caption))


main()
