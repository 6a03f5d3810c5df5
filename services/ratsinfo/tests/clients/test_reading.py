"""The reading process: what is too much for it is refused, and the next file is read as ever."""

import os
import pickle
import zlib

import pytest

from sachstand_ratsinfo.clients import reading as reading_module
from sachstand_ratsinfo.clients.reading import Reading, ReadingFailed
from sachstand_ratsinfo.clients.reading_process import Limits, unpacked
from sachstand_ratsinfo.domain.documents import Upload, read_document
from sachstand_ratsinfo.domain.readers import Unreadable

GOOD = Upload("a.txt", "text/plain", 4, "0")


@pytest.fixture
async def reading():
    async with Reading(Limits(seconds=20, memory=700 * 2**20)) as process:
        yield process


async def reason(reading, data):
    with pytest.raises(Unreadable) as refused:
        await reading.read(GOOD, data)
    assert (await reading.read(GOOD, b"Text")).text == "Text"
    return refused.value.reason


@pytest.mark.parametrize("name", ["stellungnahme-braunschweig.pdf", "niederschrift-stuttgart.docx"])
async def test_a_document_comes_back_as_it_was_read(reading, sample_bytes, name):
    upload = Upload(name, "x", 1, "0")

    assert await reading.read(upload, sample_bytes(name)) == read_document(upload, sample_bytes(name))


async def test_a_pdf_that_unfolds_to_gigabytes_is_refused(reading):
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(900)) + packer.flush()
    data = (
        b"%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
        b"endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n4 0 obj\n"
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%%%EOF"
        % (len(packed), packed)
    )

    assert await reason(reading, data) == "limits_exceeded"


async def test_a_file_that_takes_too_long_is_given_up(pdf):
    async with Reading(Limits(seconds=1)) as reading:
        data = pdf(*["\n".join(["Wort " * 25] * 60)] * 2000)

        assert await reason(reading, data) == "limits_exceeded"


async def test_a_process_that_dies_takes_no_other_file_with_it(reading):
    await reading.read(GOOD, b"Text")
    os.kill(reading._process.pid, 9)

    assert await reason(reading, b"Noch ein Text") == "limits_exceeded"


async def test_a_process_that_does_not_begin_is_a_fault_of_ours(monkeypatch):
    monkeypatch.setattr(reading_module, "_CODE", "sachstand_ratsinfo.nirgends")
    async with Reading() as reading:
        with pytest.raises(ReadingFailed):
            await reading.read(GOOD, b"Text")


def test_an_answer_that_would_do_something_is_none():
    class Harmful:
        def __reduce__(self):
            return os.system, ("true",)

    for answer in (pickle.dumps(Harmful()), pickle.dumps(os.path.join), b"nonsense", b""):
        with pytest.raises(pickle.UnpicklingError):
            unpacked(answer)
