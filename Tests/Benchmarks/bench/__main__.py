"""Figures of the release build beside baselines measured in the same run: make bench.

A server runs on one core, the load (wrk, keep-alive, 64 connections, loopback) on another. Processor time is the
server's own, user and system, by the number of answers. Every answer has to be a 200.

The figures are printed, and drawn into .build-bench/performance.svg.

usage: bench [--no-build] [--quick]
"""

import datetime
import os
import shutil
import subprocess
import sys
import tempfile

import chart
import measures
from processes import CONNECTIONS, ROOT, sh


def build():
    sh("make", "release", stdout=sys.stderr)
    sh("swift", "build", "-c", "release", "--package-path", "Tests/Benchmarks", "--scratch-path", ".build-bench",
       stdout=sys.stderr)


def machine():
    """What was measured on, with what, and when."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "?")
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout.split("(")[0].strip()
    openssl = " ".join(subprocess.run(["openssl", "version"], capture_output=True, text=True, check=True).stdout.split()[:2])
    return f"{datetime.date.today()}, {model}, {os.cpu_count()} cores, {swift}, {openssl}, release build, server on one core"


def main():
    if "--no-build" not in sys.argv:
        build()
    quick = "--quick" in sys.argv
    bench = measures.Bench(tempfile.mkdtemp(), seconds=2 if quick else 4, runs=3 if quick else 5)
    caption = f"{machine()}; {CONNECTIONS} keep-alive connections, medians of {bench.runs} runs of {bench.seconds} s"
    print(caption + "\n", flush=True)
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
    with open(os.path.join(ROOT, ".build-bench/performance.svg"), "w", encoding="utf-8") as file:
        file.write(chart.svg(bench.rows, caption))


main()
