"""Bring one instance up, keep it up, take it down: engines, databases, streams, services, gateway."""

import asyncio
import signal
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from sachstand_common.security.issuer import LocalIssuer

from .console import Console
from .engines import Engine
from .errors import EngineDidNotStart, PortTaken
from .health import ask
from .instance import Runtime, is_begun, locked, record
from .ports import is_free
from .processes import tail
from .settings import GATEWAY, SERVICES, LocalSettings, prefix
from .status import missing, waits
from .supervisor import Supervisor
from .topology import Topology, make_topology
from .watching import watch

_PATIENCE = 120.0
_LOAD_PATIENCE = 600.0
_STATUS_PATIENCE = 30.0
_NEWS = 5.0


def up(settings: LocalSettings, console: Console) -> None:
    """Run an instance until Ctrl-C or SIGTERM."""
    if not is_begun(settings.data_dir):
        require_ports(settings)  # before anything is made; no process of ours can hold them
    with locked(settings.data_dir):
        require_ports(settings, patience=5.0)  # those that were just stopped may need a moment
        issuer = None if settings.oidc_issuer else LocalIssuer.open(settings.data_dir)
        topology = make_topology(settings, issuer.jwks_file if issuer else None)
        asyncio.run(_Instance(topology, console).run())


def require_ports(settings: LocalSettings, patience: float = 0.0) -> None:
    """Every port that is to be listened on is free, or becomes so in a moment.

    Raises:
        PortTaken: somebody else listens there.
    """
    wanted = {"SACHSTAND_PORT": (settings.port, settings.host)}
    wanted |= {f"{prefix(service)}PORT": (port, "127.0.0.1") for service, port in settings.ports.items()}
    end = time.monotonic() + patience
    for variable, (port, host) in wanted.items():
        while not is_free(port, host):
            if time.monotonic() >= end:
                raise PortTaken(variable, port)
            time.sleep(0.1)


@dataclass
class _Instance:
    topology: Topology
    console: Console
    begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        logs = self.topology.settings.data_dir / "logs"
        self.supervisor = Supervisor(logs, self.console.say, self._remember)
        self.stop = asyncio.Event()
        self.runtime: Runtime | None = None

    async def run(self) -> None:
        """Start everything, wait for the signal to stop, and stop everything, whatever happens."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.stop.set)
        try:
            if await self._unless_stopped(self._start()):
                await self._unless_stopped(watch(self._look, self.console.say))
        finally:
            self.console.say("stopping")
            await self.supervisor.stop_all((GATEWAY,), SERVICES, ("nats",), ("postgres",))
            self.console.say("stopped")

    async def _unless_stopped(self, work: Coroutine[Any, Any, None]) -> bool:
        """Do the work unless a signal comes first; whether it was done."""
        task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(self.stop.wait())
        try:
            await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                return False
            task.result()
            return True
        finally:
            for pending in (task, stopped):
                pending.cancel()
            await asyncio.gather(task, stopped, return_exceptions=True)

    async def _start(self) -> None:
        self.console.say(f"starting on {self.topology.settings.data_dir}")
        await asyncio.gather(
            *(self._start_engine(e) for e in (self.topology.postgres, self.topology.nats) if e)
        )
        self._write_runtime()
        await self._prepare_stores()
        for service in SERVICES:
            await self.supervisor.start(self.topology.service_program(service))
        await self.supervisor.start(self.topology.gateway_program())
        await self._wait_for_starter()
        await self._wait_for_status()
        self.console.table(self.topology, self.supervisor, time.monotonic() - self.begun)

    async def _start_engine(self, engine: Engine) -> None:
        engine.prepare()
        supervised = await self.supervisor.start(engine.program(), engine.prepare)
        end = time.monotonic() + _PATIENCE
        while not engine.is_ready():
            if not supervised.alive or time.monotonic() > end:
                raise EngineDidNotStart(engine.name, tail(supervised.log))
            await asyncio.sleep(0.02)

    async def _prepare_stores(self) -> None:
        """Roles, databases and their tables; streams. All of it is safe to repeat."""
        from .stores import prepare_stores  # noqa: PLC0415  slow to load: the engines start meanwhile

        topology = self.topology
        if topology.postgres:
            for service in topology.settings.embedded_databases:
                topology.postgres.ensure_database(service)
        root = topology.settings.subject_root
        await prepare_stores(topology.database_urls, topology.nats_url, root, self.console.say)

    async def _wait_for_starter(self) -> None:
        """Say "loaded" when every service has applied what the sources state."""
        begun = said = time.monotonic()
        while open_ := await self._not_loaded():
            now = time.monotonic()
            if now - begun > _LOAD_PATIENCE:
                self.console.say(f"the starter data are not loaded after {_LOAD_PATIENCE:g} s: {open_}")
                return
            if now - said > _NEWS:
                self.console.say(f"loading: {open_}")
                said = now
            await asyncio.sleep(0.1)
        self.console.say("loaded")

    async def _not_loaded(self) -> str:
        """Which services still load, in words; empty when all have."""
        urls = self.topology.service_urls
        answers = await asyncio.gather(*(ask(f"{url}/readyz") for url in urls.values()))
        found = {service: _starter_state(answer) for service, answer in zip(urls, answers, strict=True)}
        return "; ".join(f"{service} {state}" for service, state in found.items() if state)

    async def _wait_for_status(self) -> None:
        end = time.monotonic() + _STATUS_PATIENCE
        while waits(answer := await self._look()):
            if time.monotonic() > end:
                break
            await asyncio.sleep(0.1)
        if found := missing(answer):
            self.console.say(f"not everything is well: {found}")

    async def _look(self) -> dict[str, Any] | None:
        return await ask(f"http://127.0.0.1:{self.topology.settings.port}/v1/status")

    def _write_runtime(self) -> None:
        topology = self.topology
        self.runtime = Runtime(
            public_url=f"http://127.0.0.1:{topology.settings.port}",
            nats_url=topology.nats_url,
            subject_root=topology.settings.subject_root,
            database_urls=topology.database_urls,
            service_urls=topology.service_urls,
        )
        for name, supervised in self.supervisor.programs.items():
            if supervised.process is not None and supervised.alive:
                self.runtime.processes[name] = record(supervised.process.pid)
        self.runtime.write(topology.settings.data_dir)

    def _remember(self, name: str, pid: int) -> None:
        if self.runtime is not None:
            self.runtime.processes[name] = record(pid)
            self.runtime.write(self.topology.settings.data_dir)


def _starter_state(ready: dict[str, Any] | None) -> str | None:
    if ready is None:
        return "does not answer yet"
    missed = {entry["name"]: entry["reason"] for entry in ready.get("degraded", [])}
    return missed.get("starter")
