"""Enter a contract with those who scan; each sub-award needs a consent of its own."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.contracts import Contract, check_period
from ..domain.histories import begin
from ..domain.prerequisites import Kind, Prerequisite, Scope, Status
from ..domain.rollouts import Rollout
from ..storage.contracts import CONTRACTS
from ..storage.prerequisites import PREREQUISITES
from .dates import learnt
from .prerequisites import show_in_rollout
from .rollouts import rollout_by_key


async def enter_contract(work: Work, contract: Contract) -> UUID:
    """Enter a contract (Scanvertrag) and link its rollouts to it; a key is used once (409).

    Where the council must consent to the award, each sub-contractor asks for its consent again
    (§ 92a Abs. 2 NBG: Auftragserteilung und Genehmigung einer Unterauftragserteilung).

    Raises:
        ContractPeriodInverted: it would end before it begins.
        UnknownRollout: it names a rollout that does not exist.
    """
    contract_id = work.add(CONTRACTS, check_period(contract))
    for key in sorted(set(contract.rollout_keys)):
        held = await rollout_by_key(work, key)
        linked = replace(held.state, contract_key=contract.key)
        await _ask_for_sub_awards(work, held, linked, contract)
    return contract_id


async def _ask_for_sub_awards(work: Work, held: Held[Rollout], linked: Rollout, contract: Contract) -> None:
    consents = await work.find_all(PREREQUISITES, rollout_id=held.id, kind=Kind.COUNCIL_CONSENT.value)
    needed = [c.state for c in consents if c.state.scope is Scope.ROLLOUT and c.state.citation]
    asked: dict[UUID, Prerequisite] = {}
    for consent in needed:
        for number, _ in enumerate(contract.sub_contractors, start=1):
            sub_award = _sub_award(consent, contract.key, number, work)
            asked[work.add(PREREQUISITES, sub_award)] = sub_award
    await show_in_rollout(work, held, asked, Fact(), linked)


def _sub_award(consent: Prerequisite, contract_key: str, number: int, work: Work) -> Prerequisite:
    return replace(
        consent,
        key=f"{consent.key}-{contract_key}-{number}",
        subject=f"{consent.subject}: Unterauftrag {number}",
        scope=Scope.CONTRACT,
        status=Status.OPEN,
        history=begin(Status.OPEN, learnt(work)),
        paper=None,
        expected=None,
        evidence=None,
        waiver=None,
        reason=None,
        recorded=printed(work.clock.now()),
    )
