import asyncio
import json

import pytest
from nats.js.errors import NotFoundError

from sachstand_common.contracts.base import revised, subject
from sachstand_common.errors import RuleViolated
from sachstand_common.identifiers import new_id
from sachstand_common.messaging import consumer as consumers
from sachstand_common.messaging import deadletters
from sachstand_common.messaging.cloudevents import Entry, encode_internal
from sachstand_common.messaging.deadletters import (
    drop_dead_letter,
    list_dead_letters,
    replay_dead_letter,
    show_dead_letter,
)
from sachstand_common.testing.problems import SECRET


class NotThisOne(RuleViolated):
    """This note is not wanted."""


def event_bytes(clock, note_id, version, text=None, name="note.written", data=None):
    data = data or json.dumps({"noteId": str(note_id), "text": text or str(version)}).encode()
    entry = Entry(
        position=version, event_id=new_id(), type=name, subject_id=note_id, version=version, effective=None,
        dating="exact", recorded=clock.now(), correlation=new_id(), causation=None, traceparent=None,
        source=None, data=data, public_position=None, public_event_id=None, public_version=None,
        public_data=None,
    )  # fmt: skip
    return encode_internal("notes", entry)


@pytest.fixture
def tell(js, subject_root, clock):
    """Publish an event as a service would, or whatever bytes are given."""

    async def publish(note_id, version, text=None, name="note.written", raw=None):
        body = raw if raw is not None else event_bytes(clock, note_id, version, text, name)
        await js.publish(subject(subject_root, "internal", "notes", name, note_id), body)

    return publish


@pytest.fixture
async def register(listener):
    """The register of dead letters, as the command sees it."""
    async with listener.pool.acquire() as connection:
        yield connection


def heard(listener, note):
    return [text for id, text in listener.heard if id == note]


@pytest.fixture
async def acknowledged(js, subject_root):
    """Whether a consumer has nothing left to take, and nothing under way."""

    def asked(consumer):
        async def ask():
            try:
                info = await js.consumer_info(f"{subject_root.upper()}_INTERNAL", consumer.durable)
            except NotFoundError:
                return False
            return info.num_pending == 0 and info.num_ack_pending == 0

        return ask

    return asked


def keeps(listener, note, texts):
    """Whether the listener has committed these texts of a note, in this order."""

    async def ask():
        return (await listener.kept()).get(str(note)) == texts

    return ask


async def test_what_the_journal_tells_is_handled_in_order(
    writer, listener, start_relay, start_consumer, eventually
):
    start_relay()
    start_consumer()
    note = await writer.write("a", "1")
    for text in "23456":
        await writer.rewrite(note, text)

    await eventually(keeps(listener, note, "1,2,3,4,5,6"))
    assert heard(listener, note) == list("123456")


async def test_a_change_takes_over_date_and_correlation_of_its_cause(
    writer, listener, start_relay, start_consumer, eventually
):
    start_relay()
    start_consumer()
    await writer.write("a")
    await eventually(lambda: listener.heard)

    cause = await writer.pool.fetchrow("select event_id, correlation, effective from journal")
    effect = await eventually(
        lambda: listener.pool.fetchrow("select causation, correlation, effective, actor from journal")
    )
    assert effect["causation"] == cause["event_id"]
    assert (effect["correlation"], effect["effective"]) == (cause["correlation"], cause["effective"])
    assert effect["actor"] == "system"


async def test_an_event_delivered_twice_has_one_effect(
    listener, start_consumer, tell, clock, acknowledged, eventually
):
    consumer, _ = start_consumer()
    note = new_id()
    raw = event_bytes(clock, note, 1)
    await tell(note, 1, raw=raw)
    await tell(note, 1, raw=raw)
    await tell(note, 2)

    await eventually(lambda: len(listener.heard) == 2)
    await eventually(acknowledged(consumer))
    assert heard(listener, note) == ["1", "2"]


async def test_events_in_the_wrong_order_are_handled_in_the_right_one(
    listener, start_consumer, tell, eventually
):
    start_consumer()
    note, other = new_id(), new_id()
    for version in (3, 2, 5, 4):
        await tell(note, version)
    await tell(other, 1)
    await eventually(lambda: heard(listener, other) == ["1"])
    assert heard(listener, note) == []

    await tell(note, 1)

    await eventually(lambda: len(heard(listener, note)) == 5)
    assert heard(listener, note) == ["1", "2", "3", "4", "5"]


async def test_a_version_that_is_missing_too_long_raises_an_alarm(listener, start_consumer, tell, eventually):
    consumer, _ = start_consumer()
    consumer.intake._gap_alarm_after = 0.0
    note = new_id()
    await tell(note, 2)

    await eventually(lambda: consumer.intake.gaps == 1)
    assert (await consumer.status()).gaps == 1

    await tell(note, 1)
    await eventually(lambda: consumer.intake.gaps == 0)


async def test_types_without_a_handler_only_move_the_version_on(listener, start_consumer, tell, eventually):
    start_consumer()
    note = new_id()
    await tell(note, 1)
    await tell(note, 2, name="note.revised")
    await tell(note, 3, name="note.never_heard_of")
    await tell(note, 4)

    await eventually(keeps(listener, note, "1,4"))
    assert await listener.pool.fetchval("select version from applied") == 4


async def test_a_crash_between_commit_and_acknowledgement_repeats_nothing(
    listener, start_consumer, tell, acknowledged, eventually, monkeypatch
):
    monkeypatch.setattr(consumers, "_ACK_SECONDS", 0.3)
    first, task = start_consumer()
    committed = asyncio.Event()

    async def crash(*_):
        committed.set()
        await asyncio.Event().wait()

    first.intake._answer = crash
    note = new_id()
    await tell(note, 1)
    await tell(note, 2)
    await asyncio.wait_for(committed.wait(), 5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert heard(listener, note) == ["1"]

    second, _ = start_consumer()

    await eventually(keeps(listener, note, "1,2"))
    await eventually(acknowledged(second))
    assert heard(listener, note) == ["1", "2"]


async def test_a_passing_failure_is_tried_again(listener, start_consumer, tell, eventually):
    failures = []

    async def fail_twice(work, event):
        if len(failures) < 2:
            failures.append(event.text)
            raise RuntimeError("not now")

    listener.refuse = fail_twice
    start_consumer()
    note = new_id()
    await tell(note, 1)
    await tell(note, 2)

    await eventually(lambda: heard(listener, note) == ["1", "2"])
    assert failures == ["1", "1"]


async def test_a_poison_event_is_put_aside_with_its_followers_and_replayed_in_order(
    listener, start_consumer, tell, register, start_tail, eventually, monkeypatch
):
    monkeypatch.setattr(deadletters, "_POLL_SECONDS", 0.05)

    async def refuse(work, event):
        if event.text == "2":
            raise NotThisOne(text=event.text)

    listener.refuse = refuse
    start_consumer()
    note, other = new_id(), new_id()
    for version in (1, 2, 3):
        await tell(note, version)
    await tell(other, 1)

    await eventually(lambda: heard(listener, other) == ["1"])
    letters = await eventually(lambda: list_dead_letters(register))
    await eventually(lambda: register.fetchval("select count(*) = 2 from dead_letter"))
    letters = await list_dead_letters(register)
    assert heard(listener, note) == ["1"]
    assert letters[0].error.startswith("not_this_one")
    assert "waits behind" in letters[1].error
    assert letters[0].subject == f"notes.note.{note}"
    _, envelope = await show_dead_letter(register, letters[0].id)
    assert json.loads(envelope)["data"]["text"] == "2"

    listener.refuse = None
    assert await replay_dead_letter(register, letters[0].id) == 2

    await eventually(lambda: heard(listener, note) == ["1", "2", "3"])
    await eventually(
        lambda: register.fetchval("select count(*) = 0 from dead_letter where resolved_at is null")
    )
    assert (await listener.kept())[str(note)] == "1,2,3"
    assert {letter.resolution for letter in await list_dead_letters(register, resolved=True)} == {"replayed"}


async def test_a_replay_that_fails_again_keeps_the_letter_and_its_followers(
    listener, start_consumer, tell, register, eventually, monkeypatch
):
    monkeypatch.setattr(deadletters, "_POLL_SECONDS", 0.05)
    tries = []

    async def refuse(work, event):
        tries.append(event.text)
        if event.text == "1":
            raise NotThisOne

    listener.refuse = refuse
    start_consumer()
    note = new_id()
    await tell(note, 1)
    await tell(note, 2)
    await eventually(lambda: register.fetchval("select count(*) = 2 from dead_letter"))
    letter = (await list_dead_letters(register))[0]

    await replay_dead_letter(register, letter.id)

    await eventually(lambda: len(tries) == 2)
    await eventually(
        lambda: register.fetchval("select deliveries = 2 from dead_letter where id = $1", letter.id)
    )
    assert heard(listener, note) == []
    assert [left.resolution for left in await list_dead_letters(register)] == [None, None]


async def test_a_replay_that_fails_again_says_why_in_one_line_and_nothing_of_the_event(
    listener, start_consumer, tell, register, clock, eventually, monkeypatch
):
    monkeypatch.setattr(deadletters, "_POLL_SECONDS", 0.05)
    start_consumer()
    note = new_id()
    data = json.dumps({"noteId": SECRET, "text": SECRET}).encode()
    await tell(note, 1, raw=event_bytes(clock, note, 1, data=data))
    await eventually(lambda: register.fetchval("select count(*) = 1 from dead_letter"))
    letter = (await list_dead_letters(register))[0]

    await replay_dead_letter(register, letter.id)
    await eventually(lambda: register.fetchval("select deliveries = 2 from dead_letter"))

    again = (await list_dead_letters(register))[0]
    assert again.error == letter.error == "ValidationError: noteId: Input should be a UUID"


async def test_dropping_a_dead_letter_lets_its_followers_go_on(
    listener, start_consumer, tell, register, eventually, monkeypatch
):
    monkeypatch.setattr(deadletters, "_POLL_SECONDS", 0.05)

    async def refuse(work, event):
        if event.text == "1":
            raise NotThisOne

    listener.refuse = refuse
    start_consumer()
    note = new_id()
    await tell(note, 1)
    await tell(note, 2)
    await eventually(lambda: register.fetchval("select count(*) = 2 from dead_letter"))

    letter = (await list_dead_letters(register))[0]
    assert await drop_dead_letter(register, letter.id, "a duplicate of the paper register")

    await eventually(lambda: heard(listener, note) == ["2"])
    resolved = {letter.id: letter for letter in await list_dead_letters(register, resolved=True)}
    assert resolved[letter.id].resolution == "dropped: a duplicate of the paper register"


async def test_bytes_that_are_no_event_become_a_dead_letter_and_stop_nobody(
    listener, start_consumer, tell, register, start_tail, eventually
):
    start_consumer()
    note = new_id()
    await tell(note, 1, raw=b"{ not json")
    await tell(note, 1, raw=b'{"specversion": "1.0"}')
    await tell(note, 1)

    await eventually(lambda: heard(listener, note) == ["1"])
    letters = await list_dead_letters(register)
    assert [letter.type for letter in letters] == ["unreadable", "unreadable"]
    assert all(letter.error.startswith("ValidationError") for letter in letters)


async def test_an_event_under_anothers_subject_is_not_believed(
    listener, start_consumer, js, subject_root, register, clock, tell, eventually
):
    """NATS lets each service publish under its own name only, so the body must not claim another."""
    start_consumer()
    note, other = new_id(), new_id()
    for name, id in (("note.written", other), ("note.erased", note)):
        await js.publish(
            subject(subject_root, "internal", "notes", name, id), event_bytes(clock, note, 1, "forged")
        )
    await tell(note, 1)

    await eventually(lambda: heard(listener, note) == ["1"])
    letters = await list_dead_letters(register)
    assert [letter.type for letter in letters] == ["unreadable", "unreadable"]
    assert all(letter.error.startswith("Misplaced") for letter in letters)


async def test_an_event_that_breaks_its_contract_is_put_aside_at_once(
    listener, start_consumer, tell, register, clock, eventually
):
    start_consumer()
    note = new_id()
    await tell(note, 1, raw=event_bytes(clock, note, 1).replace(b'"noteId"', b'"nobody"'))

    await eventually(lambda: register.fetchval("select count(*) = 1 from dead_letter"))
    assert "noteId" in (await list_dead_letters(register))[0].error


async def test_a_dead_letter_is_copied_to_its_stream(
    listener, start_consumer, tell, js, subject_root, eventually
):
    async def refuse(work, event):
        raise NotThisOne

    listener.refuse = refuse
    start_consumer()
    await tell(new_id(), 1)

    async def copied():
        info = await js.stream_info(f"{subject_root.upper()}_DLQ", subjects_filter=">")
        return info.state.subjects

    assert await eventually(copied) == {f"{subject_root}.dlq.listener.notes.note": 1}


async def test_a_new_noun_is_read_from_the_beginning(
    listener, start_consumer, tell, clock, acknowledged, eventually
):
    first, task = start_consumer()
    note, folder = new_id(), new_id()
    await tell(note, 1)
    body = json.dumps({"id": str(folder), "changed": ["name"]}).encode()
    await tell(
        folder, 1, name="folder.revised", raw=event_bytes(clock, folder, 1, None, "folder.revised", body)
    )
    await eventually(lambda: heard(listener, note) == ["1"])
    first.stop()
    await task

    seen = []

    @listener.handlers.on(revised("notes", "folder"))
    async def see(work, event):
        seen.append(event.id)

    second, _ = start_consumer()

    await eventually(acknowledged(second))
    assert first.durable != second.durable
    assert seen == [folder]
    assert heard(listener, note) == ["1"]


async def test_events_come_in_again_after_nats_was_killed_and_after_it_lost_everything(
    writer, listener, start_relay, start_consumer, broker, eventually
):
    start_relay(broker.url, broker.root)
    start_consumer(broker.url, broker.root)
    note = await writer.write("a", "1")
    await eventually(lambda: heard(listener, note) == ["1"])

    broker.kill()
    await writer.rewrite(note, "2")
    broker.start()
    await eventually(lambda: heard(listener, note) == ["1", "2"])

    broker.kill()
    broker.wipe()
    await writer.rewrite(note, "3")
    broker.start()
    await broker.make_streams()

    await eventually(keeps(listener, note, "1,2,3"))
    assert heard(listener, note) == ["1", "2", "3"]


async def test_a_deleted_consumer_is_made_anew(listener, start_consumer, tell, js, subject_root, eventually):
    consumer, _ = start_consumer()
    note = new_id()
    await tell(note, 1)
    await eventually(lambda: heard(listener, note) == ["1"])

    await js.delete_consumer(f"{subject_root.upper()}_INTERNAL", consumer.durable)
    await tell(note, 2)

    await eventually(lambda: heard(listener, note) == ["1", "2"])
