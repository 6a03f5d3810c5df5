"""Where the service keeps what it knows: one table per noun, and small copies of what others own."""

from .contracts import CONTRACTS
from .meetings import council_meeting
from .metadata import METADATA as TABLES
from .prerequisites import PREREQUISITES
from .programmes import PROGRAMMES
from .recordings import RECORDINGS
from .resolutions import council_resolution
from .rollouts import ROLLOUTS
from .stock_tracks import STOCK_TRACKS
from .targets import TARGETS
from .units import known_unit

RESOURCES = (ROLLOUTS, STOCK_TRACKS, PREREQUISITES, RECORDINGS, PROGRAMMES, TARGETS, CONTRACTS)
COPIES = (known_unit, council_meeting, council_resolution)

__all__ = ["COPIES", "RESOURCES", "TABLES"]
