"""Who may touch which rollout: the team all of them, a unit lead the own unit's, a company its contract's."""

from sachstand_common.errors import Forbidden
from sachstand_common.security.access import ContractNotOwn, UnitNotOwn
from sachstand_common.security.principal import Principal, Role

from ..domain.rollouts import Rollout


class StockReserved(Forbidden):
    """Old files are released by the team that runs the programme, not by a unit."""

    code = "stock_reserved"


def acting_for(principal: Principal, rollout: Rollout) -> str | None:
    """For whom somebody acts: None the team, "unit:<code>" a unit lead, "contract:<key>" a scanning company.

    Raises:
        UnitNotOwn: a unit lead, and the rollout is not of the own unit.
        ContractNotOwn: a scanning company, and the rollout is not in its contract.
    """
    if principal.has(Role.DMS_TEAM, Role.SYSTEM):
        return None
    if principal.has(Role.BEAUFTRAGTE):
        own = sorted(principal.units & set(rollout.unit_codes))
        if not own:
            raise UnitNotOwn(units=list(rollout.unit_codes), own=sorted(principal.units))
        return f"unit:{own[0]}"
    if principal.contract is None or principal.contract != rollout.contract_key:
        raise ContractNotOwn(rollout=rollout.key)
    return f"contract:{principal.contract}"


def may_release(principal: Principal) -> None:
    """Only the team moves the stock track.

    Raises:
        StockReserved: somebody else.
    """
    if not principal.has(Role.DMS_TEAM, Role.SYSTEM):
        raise StockReserved()
