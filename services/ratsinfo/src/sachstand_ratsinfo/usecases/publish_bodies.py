"""Publish the System and the bodies, which no document brings."""

from sachstand_common.journal.standing import contribute
from sachstand_common.journal.work import Work
from sachstand_common.oparl.forms import SYSTEM_ID, body_id

from ..domain.bodies import BODIES
from ..views import oparl


async def publish_bodies(work: Work) -> None:
    """Write them as the code knows them; where nothing differs, nothing changes."""
    cities = [(body_id(one.city), oparl.body(one)) for one in BODIES]
    await contribute(work, [(SYSTEM_ID, [oparl.system()]), *cities])
