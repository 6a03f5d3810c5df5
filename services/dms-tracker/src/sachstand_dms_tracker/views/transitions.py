"""Steps as they are shown."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from sachstand_common.http.transitions import TransitionView


class Track(StrEnum):
    """The two tracks of a rollout."""

    INTRO = "intro"  # Einführung
    STOCK = "stock"  # Bestandsdigitalisierung


class TrackTransitionView(TransitionView):
    """One step that one of the tracks has from here."""

    track: Annotated[Track, Field(description="Which track it moves; send it as `track`")]
