"""The stores below the services: tables in their databases, streams in NATS. Safe to repeat."""

from collections.abc import Callable, Mapping

from sachstand_common.messaging.streams import ensure_streams

from .databases import migrate
from .errors import LocalProblem
from .settings import SERVICES, LocalSettings


async def prepare_stores(
    database_urls: Mapping[str, str], nats_url: str, subject_root: str, say: Callable[[str], None]
) -> None:
    """Bring every database to the newest migration, and the streams to their declaration."""
    for service, url in database_urls.items():
        if await migrate(service, url):
            say(f"{service}: database brought up to date")
    try:
        await ensure_streams(nats_url, subject_root)
    except ConnectionError as lost:
        raise LocalProblem(f"NATS cannot be reached: {lost}") from lost


async def prepare_own_servers(settings: LocalSettings, say: Callable[[str], None]) -> None:
    """The same on servers of one's own, which the environment must name completely."""
    missing = [service for service in SERVICES if service not in settings.database_urls]
    if missing or settings.nats_url is None:
        raise LocalProblem(
            "Name your servers first: SACHSTAND_NATS_URL and SACHSTAND_<SERVICE>_DATABASE_URL for "
            f"{', '.join(SERVICES)}. A local run (`sachstand up`) prepares its own."
        )
    await prepare_stores(settings.database_urls, settings.nats_url, settings.subject_root, say)
    say("tables and streams are up to date")
