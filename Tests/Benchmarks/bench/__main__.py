"""Figures of the release build beside baselines measured in the same run: make bench.

A server runs on one core, the load (wrk, keep-alive, 64 connections, loopback) on another. Processor time is the
server's own, user and system, by the number of answers. Every answer has to be a 200.

usage: bench [--no-build] [--quick]
"""

import os
import shutil
import sys
import tempfile

import measures
from processes import CONNECTIONS, sh


def build():
    for product in ("steelcut-auth", "steelcut-resource", "steelcut"):
        sh("swift", "build", "-c", "release", "--product", product, stdout=sys.stderr)
    sh("swift", "build", "-c", "release", "--package-path", "Tests/Benchmarks", "--scratch-path", ".build-bench",
       stdout=sys.stderr)


def main():
    if "--no-build" not in sys.argv:
        build()
    quick = "--quick" in sys.argv
    bench = measures.Bench(tempfile.mkdtemp(), seconds=2 if quick else 4, runs=3 if quick else 5)
    print(f"Steelcut, release build, one core, {CONNECTIONS} keep-alive connections, "
          f"medians of {bench.runs} runs of {bench.seconds} s\n", flush=True)
    try:
        raw, bare_post, bare_get = measures.baselines(bench)
        over_memory = measures.tokens(bench, raw, bare_post)
        for algorithm in ("ES256", "RS256"):
            measures.checks(bench, raw, bare_get, algorithm)
        if not quick:
            measures.tokens_over_postgres(bench, over_memory, 10_000, None)
            measures.tokens_over_postgres(bench, over_memory, 1_000_000, 200)
    finally:
        bench.stop()
        shutil.rmtree(bench.work)


main()
