"""The process that reads: one file after the other from its input, what was in it to its output."""

import io
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeAlias

from ..domain.documents import Document, read_document
from ..domain.readers import Unreadable

READY = b"!"
LENGTH = struct.Struct(">Q")
_TRUSTED = ("sachstand_ratsinfo.domain.", "sachstand_common.facts")
_TRUSTED_VALUES = {("datetime", "date"), ("decimal", "Decimal"), ("uuid", "UUID"), ("builtins", "frozenset")}


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: seconds, and bytes of memory.

    The longest text that is taken, ten million characters, needs half a minute and half a gigabyte.
    """

    seconds: float = 120.0
    memory: int = 2**30


Refusal: TypeAlias = tuple[str, str, bool]
"""Why a file was not read, the same in words, and whether the fault is ours. A mere tuple, because what this
process defines itself bears another name on the other side."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Only what documents are made of: whoever takes over the reading process must not get further."""
        if module.startswith(_TRUSTED) or (module, name) in _TRUSTED_VALUES:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def unpacked(answer: bytes) -> Any:
    """The answer of the reading process.

    Raises:
        pickle.UnpicklingError: it is none.
    """
    try:
        return _Unpickler(io.BytesIO(answer)).load()
    except Exception as error:
        raise pickle.UnpicklingError(type(error).__name__) from error


def main() -> None:
    """Read until the input ends; an orphan ends itself when its time is over."""
    limits = Limits(float(sys.argv[1]), int(sys.argv[2]))
    _bound(limits)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(READY)
    answers.flush()
    while question := _next(sys.stdin.buffer):
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + 1)
        answer = pickle.dumps(_answer(question))
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)


def _bound(limits: Limits) -> None:
    """No more memory, no files, no core dump; where a system has not this limit, time alone bounds."""
    bounds = ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0))
    for kind, bound in bounds:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound))


def _next(questions: BinaryIO) -> bytes:
    length = questions.read(LENGTH.size)
    return questions.read(LENGTH.unpack(length)[0]) if length else b""


def _answer(question: bytes) -> Document | Refusal:
    try:
        return read_document(*pickle.loads(question))  # noqa: S301 - it comes from the service
    except Unreadable as fault:
        return fault.reason, fault.detail, False
    except MemoryError:
        os._exit(1)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} {os.path.basename(place.filename)}:{place.lineno}", "", True


if __name__ == "__main__":
    main()
