"""``make bench``: the ratios of docs/benchmarks.md, each against a floor measured in the same run."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version

from tests.benchmarks.bench_fec import peer_ratio, polars_ratio
from tests.benchmarks.bench_pages import pages_ratio
from tests.benchmarks.bench_pathway import pathway_ratio
from tests.benchmarks.bench_search import search_time
from tests.benchmarks.bench_site import page_cost, upload_ratio
from tests.benchmarks.bench_sliders import slider_ratio
from tests.benchmarks.bench_trajectory import draw_ratio, search_seconds

MEASURES = {
    "a": polars_ratio,
    "b": peer_ratio,
    "c": upload_ratio,
    "d": lambda: "\n".join(page_cost()),
    "e": search_time,
    "f": pages_ratio,
    "g": pathway_ratio,
    "h": draw_ratio,
    "i": search_seconds,
    "j": slider_ratio,
}


def main(chosen: list[str]) -> int:
    """Print the measures that were chosen, all of them by default."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("polars", "Django", "gunicorn"))
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {versions}, {os.cpu_count()} cœurs, charge {load:.1f}")
    for letter in chosen or MEASURES:
        print(MEASURES[letter](), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
