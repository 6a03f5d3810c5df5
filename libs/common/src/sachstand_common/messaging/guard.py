"""The version guard: per subject, versions are applied one after the other, each once. Pure."""

from enum import Enum


class Verdict(Enum):
    """What becomes of a version that was delivered."""

    DROP = "drop"
    APPLY = "apply"
    WAIT = "wait"


def judge(applied: int, version: int) -> Verdict:
    """Apply the next version, drop what was applied before, wait while one in between is missing."""
    if version <= applied:
        return Verdict.DROP
    return Verdict.APPLY if version == applied + 1 else Verdict.WAIT


def retry_delay(failures: int) -> float:
    """Seconds until a failed event is tried again: a quarter, doubled each time, half a minute at most."""
    return float(min(0.25 * 2 ** (failures - 1), 30.0))


def gap_delay(waits: int) -> float:
    """Seconds until an event that came too early is delivered again."""
    return float(min(0.05 * 2**waits, 5.0))
