"""`make bench`: everything that is measured, in under five minutes; asserts nothing."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import events, loopback, mirror, reads, report, search, system

OBJECTS = 1_000
"""Of the city that is mirrored: `python -m bench.mirror 100000` takes one as large as the largest."""


def main() -> None:
    """Measure, print, and write bench/RESULTS.md."""
    begun = time.perf_counter()
    sections = [("Reads in process (ratios of CPU)", reads.measure())]
    sections.append(("Cached answers over loopback", loopback.measure()))
    sections.append(("Events", events.measure()))
    sections.append(("Search", search.measure()))
    sections += system.measure()
    sections += mirror.measure(OBJECTS)
    report.write(sections, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
