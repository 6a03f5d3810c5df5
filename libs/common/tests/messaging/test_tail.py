async def test_a_tail_reads_from_the_start_or_from_now(writer, start_relay, start_tail, eventually):
    start_relay()
    before = await writer.write("before")
    await eventually(writer.told)

    everything, fresh = start_tail("public"), start_tail("public", after=None)
    await eventually(lambda: len(everything) == 1)
    numbers = iter(range(1000))

    async def heard_of_a_new_one():
        await writer.write(f"new {next(numbers)}")
        return fresh

    await eventually(heard_of_a_new_one)
    assert everything[0].event.subject == before
    assert before not in {one.event.subject for one in fresh}


async def test_a_tail_survives_a_restart_of_the_server_and_a_rebuilt_stream(
    writer, start_relay, start_tail, broker, eventually
):
    start_relay(broker.url, broker.root)
    told = start_tail("public", broker.url, broker.root)
    await writer.write("1")
    await eventually(lambda: len(told) == 1)

    broker.kill()
    broker.start()
    await writer.write("2")
    await eventually(lambda: len(told) == 2)

    broker.kill()
    broker.wipe()
    broker.start()
    await broker.make_streams()
    await writer.write("3")

    await eventually(lambda: told[-1].event.position == 3)
    assert list(dict.fromkeys(one.event.position for one in told)) == [1, 2, 3]
