"""Events of governance, continued: votes, decisions, tasks and the evaluation of the strategy."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from sachstand_common.contracts.base import Part
from sachstand_common.contracts.governance import BodyEvent, Example, GovernanceEvent, Origin, Outcome

_BODY = BodyEvent.EXAMPLE
