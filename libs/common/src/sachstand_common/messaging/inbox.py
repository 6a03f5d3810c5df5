"""One event, one transaction: version guard, inbox row and the handler's effects are committed together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Integer, Text, Uuid

from ..db.schema import dead_letter
from ..identifiers import stable_id
from ..journal.work import Work
from ..journal.works import Works
from .cloudevents import CloudEvent
from .guard import Verdict, judge
from .handlers import Handlers

UNREADABLE = "unreadable"
BEHIND = "waits behind an earlier event of its subject"
_ADMIT = text("""
with moved as (
  insert into applied (consumer, source, noun, subject_id, version)
  select :consumer, :source, :noun, :subject, :version
  where :version = 1 or exists (
    select 1 from applied
    where consumer = :consumer and source = :source and noun = :noun and subject_id = :subject)
  on conflict (consumer, source, noun, subject_id) do update set version = excluded.version
  where applied.version = excluded.version - 1
  returning version
), seen as (
  insert into inbox (consumer, event_id, received)
  select :consumer, :event, now() from moved
  on conflict do nothing returning event_id
)
select (select count(*) from seen) as fresh,
       exists (select 1 from dead_letter where consumer = :consumer and subject = :key
               and resolved_at is null) as blocked
""").bindparams(
    bindparam("consumer", type_=Text),
    bindparam("source", type_=Text),
    bindparam("noun", type_=Text),
    bindparam("subject", type_=Uuid),
    bindparam("version", type_=Integer),
    bindparam("event", type_=Uuid),
    bindparam("key", type_=Text),
)
_APPLIED = text("""
select coalesce((select version from applied where consumer = :consumer and source = :source
                 and noun = :noun and subject_id = :subject), 0)
""").bindparams(bindparam("subject", type_=Uuid))
_LOCK_MANY = text("""
select source, noun, subject_id, version from applied
where consumer = :consumer and (source, noun, subject_id) in
      (select * from unnest(:sources, :nouns, :subjects))
order by source, noun, subject_id for update
""").bindparams(
    bindparam("sources", type_=ARRAY(Text)),
    bindparam("nouns", type_=ARRAY(Text)),
    bindparam("subjects", type_=ARRAY(Uuid)),
)
_RAISE_MANY = text("""
insert into applied (consumer, source, noun, subject_id, version)
select :consumer, * from unnest(:sources, :nouns, :subjects, :versions)
on conflict (consumer, source, noun, subject_id)
do update set version = greatest(applied.version, excluded.version)
""").bindparams(
    bindparam("consumer", type_=Text),
    bindparam("sources", type_=ARRAY(Text)),
    bindparam("nouns", type_=ARRAY(Text)),
    bindparam("subjects", type_=ARRAY(Uuid)),
    bindparam("versions", type_=ARRAY(Integer)),
)


@dataclass(frozen=True, order=True)
class Subject:
    """What versions are counted of: one resource of a publisher."""

    source: str
    noun: str
    id: UUID

    @classmethod
    def of(cls, event: CloudEvent) -> "Subject":
        """The subject of an event."""
        return cls(event.service, event.name.noun, event.subject)

    def __str__(self) -> str:
        return f"{self.source}.{self.noun}.{self.id}"


@dataclass(frozen=True)
class Letter:
    """An event that could not be taken: its bytes as they came, and why."""

    event: CloudEvent
    envelope: bytes
    error: str
    deliveries: int


class Inbox:
    """What one consumer has taken, in its own database."""

    def __init__(self, consumer: str, handlers: Handlers, works: Works) -> None:
        self.consumer = consumer
        self._handlers = handlers
        self._works = works

    async def handle(self, event: CloudEvent, envelope: bytes) -> Verdict:
        """Run the handlers of an event whose turn it is.

        Behind an unresolved dead letter of its subject an event is put aside too, so that a later
        replay finds the order in which things happened.
        """
        async with self._works.open(cause=event.cause()) as work:
            verdict, blocked = await self._admit(work.session, event)
            if verdict is Verdict.APPLY and blocked:
                await self._put_aside(work, Letter(event, envelope, BEHIND, 1))
            elif verdict is Verdict.APPLY:
                for contract, handle in self._handlers.of(event.type):
                    await handle(work, contract.model_validate(event.data))
        return verdict

    async def advance(self, events: Sequence[CloudEvent]) -> list[Verdict]:
        """Take events nobody here handles: only the applied versions move, many in one transaction."""
        subjects = sorted({Subject.of(event) for event in events})
        keys = {
            "consumer": self.consumer,
            "sources": [s.source for s in subjects],
            "nouns": [s.noun for s in subjects],
            "subjects": [s.id for s in subjects],
        }
        verdicts: list[Verdict] = []
        async with self._works.open() as work:
            rows = (await work.session.execute(_LOCK_MANY, keys)).all()
            applied = dict.fromkeys(subjects, 0) | {Subject(r[0], r[1], r[2]): r[3] for r in rows}
            for event in events:
                subject = Subject.of(event)
                verdict = judge(applied[subject], event.sequence)
                verdicts.append(verdict)
                if verdict is Verdict.APPLY:
                    applied[subject] = event.sequence
            if Verdict.APPLY in verdicts:
                versions = [applied[s] for s in subjects]
                await work.session.execute(_RAISE_MANY, {**keys, "versions": versions})
        return verdicts

    async def bury(self, letter: Letter) -> Verdict:
        """Put an event aside as a dead letter and let its subject go on behind it."""
        async with self._works.open() as work:
            verdict, _ = await self._admit(work.session, letter.event)
            if verdict is Verdict.APPLY:
                await self._put_aside(work, letter)
        return verdict

    async def bury_unreadable(self, id: UUID, address: str, envelope: bytes, error: str) -> None:
        """Put bytes aside that are no event; nothing is known of them but where they came from."""
        async with self._works.open() as work:
            await work.session.execute(
                insert(dead_letter)
                .values(
                    id=id, consumer=self.consumer, event_id=None, type=UNREADABLE, subject=address,
                    error=error, deliveries=1, envelope=envelope,
                    first_seen=work.clock.now(), failed_at=work.clock.now(),
                )
                .on_conflict_do_nothing()
            )  # fmt: skip

    async def _admit(self, session: AsyncSession, event: CloudEvent) -> tuple[Verdict, bool]:
        """Move the applied version if it is this event's turn, and say what is to be done."""
        subject = Subject.of(event)
        keys = {"source": subject.source, "noun": subject.noun, "subject": subject.id}
        values = {"version": event.sequence, "event": event.id, "key": str(subject), **keys}
        fresh, blocked = (await session.execute(_ADMIT, {"consumer": self.consumer, **values})).one()
        if fresh:
            return Verdict.APPLY, blocked
        applied = (await session.execute(_APPLIED, {"consumer": self.consumer, **keys})).scalar_one()
        verdict = judge(applied, event.sequence)
        # Its turn, and yet not fresh: the inbox knows the event already.
        return (Verdict.DROP if verdict is Verdict.APPLY else verdict), blocked

    async def _put_aside(self, work: Work, letter: Letter) -> None:
        event = letter.event
        values = {
            "id": stable_id("dead-letter", self.consumer, str(event.id)),
            "consumer": self.consumer,
            "event_id": event.id,
            "type": event.type,
            "subject": str(Subject.of(event)),
            "error": letter.error,
            "deliveries": letter.deliveries,
            "envelope": letter.envelope,
            "first_seen": work.clock.now(),
            "failed_at": work.clock.now(),
        }
        await work.session.execute(insert(dead_letter).values(values).on_conflict_do_nothing())
