"""`make bench`: everything that is measured, in under five minutes; asserts nothing."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import events, loopback, reads, report, system


def main() -> None:
    """Measure, print, and write bench/RESULTS.md."""
    begun = time.perf_counter()
    sections = [("Reads in process (ratios of CPU)", reads.measure())]
    sections.append(("Cached answers over loopback", loopback.measure()))
    sections.append(("Events", events.measure()))
    sections += system.measure()
    report.write(sections, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
