"""Who may touch which rollout: the team all of them, a unit its own, a scanning company its contract's."""

from sachstand_common.errors import Forbidden

from .rollouts import Rollout


class ForeignUnit(Forbidden):
    """This rollout belongs to another unit."""

    code = "foreign_unit"


class ForeignContract(Forbidden):
    """This rollout is not part of the caller's contract."""

    code = "foreign_contract"


class StockReserved(Forbidden):
    """Old files are released by the team that runs the programme, not by a unit."""

    code = "stock_reserved"


def acting_for(
    rollout: Rollout, roles: frozenset[str], units: frozenset[str], contract: str | None
) -> str | None:
    """For whom somebody acts: None the team, "unit:<code>" a unit lead, "contract:<key>" a scanning company.

    Raises:
        ForeignUnit: a unit lead, and the rollout is not of the own unit.
        ForeignContract: a scanning company, and the rollout is not in its contract.
    """
    if roles & {"dms-team", "system"}:
        return None
    if "beauftragte" in roles:
        own = sorted(units & set(rollout.unit_codes))
        if not own:
            raise ForeignUnit(units=list(rollout.unit_codes))
        return f"unit:{own[0]}"
    if contract is None or contract != rollout.contract_key:
        raise ForeignContract(rollout=rollout.key)
    return f"contract:{contract}"
