"""One line a check."""

import sys
from importlib.metadata import version


def passed(who, what):
    print(f"interop: {who}: {what}", flush=True)


def fail(who, what):
    sys.exit(f"interop: {who}: FAILED: {what}")


def named(package):
    """A package's name with its version."""
    return f"{package} {version(package)}"
