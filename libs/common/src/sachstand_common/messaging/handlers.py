"""Which events a service listens to: one function per event, registered under its contract."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..contracts.base import Event

if TYPE_CHECKING:
    from ..journal.work import Work

E = TypeVar("E", bound=Event)
Handler = Callable[["Work", E], Awaitable[None]]


class Noun(NamedTuple):
    """A noun of a publisher, for instance ("governance", "meeting")."""

    service: str
    noun: str


class Subscription(NamedTuple):
    """One handler and the contract it reads."""

    contract: type[Event]
    handle: Handler[Any]


class Handlers:
    """A registry of handlers, filled by decorators::

    handlers = Handlers()

    @handlers.on(DecisionCertified)
    async def select_project(work: Work, event: DecisionCertified) -> None: ...
    """

    def __init__(self, subscriptions: Iterable[Subscription] = ()) -> None:
        self._by_type: dict[str, list[Subscription]] = {}
        for subscription in subscriptions:
            self._by_type.setdefault(subscription.contract.wire_type(), []).append(subscription)

    def on(self, contract: type[E]) -> Callable[[Handler[E]], Handler[E]]:
        """Let a function handle one type of event, inside the transaction that remembers it was handled."""

        def register(handle: Handler[E]) -> Handler[E]:
            subscription = Subscription(contract, handle)
            self._by_type.setdefault(contract.wire_type(), []).append(subscription)
            return handle

        return register

    def of(self, wire_type: str) -> tuple[Subscription, ...]:
        """The handlers of one type, in the order of their registration."""
        return tuple(self._by_type.get(wire_type, ()))

    def all(self) -> tuple[Subscription, ...]:
        """Every handler, in the order of registration."""
        return tuple(s for registered in self._by_type.values() for s in registered)

    def subscriptions(self) -> frozenset[Noun]:
        """The whole nouns that have to be consumed so that no version of a subject is missing."""
        return frozenset(Noun(s.contract.service, s.contract.noun) for s in self.all())

    @classmethod
    def joined(cls, parts: Iterable[Handlers]) -> Handlers:
        """One registry out of several."""
        return cls(subscription for part in parts for subscription in part.all())
