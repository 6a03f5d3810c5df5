"""What every service imports, imported once: the process they are forked from loads this before the first.

Without collecting garbage meanwhile, which takes a tenth of the time, and with all of it kept out of later
collections, so that the forked processes go on sharing its memory.
"""

import gc
import os
from contextlib import suppress

with suppress(PermissionError):
    os.setsid()  # a signal to the group of our parent is its own business: it stops us in its order
gc.disable()

from sachstand_common import http  # noqa: E402, F401  the order is the purpose
from sachstand_common.contracts import catalog  # noqa: E402, F401

gc.enable()
gc.freeze()
