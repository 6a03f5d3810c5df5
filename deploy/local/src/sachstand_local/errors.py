"""What can go wrong on this machine, said so that a person knows what to do."""


class LocalProblem(Exception):
    """Something on this machine keeps the local stack from running; the text says what to do."""


class EngineDidNotStart(LocalProblem):
    """PostgreSQL or NATS ended, or did not answer in time."""

    def __init__(self, name: str, log: str) -> None:
        super().__init__(f"{name} did not start. Its last words:\n{log or '(none)'}")


class RootNeedsFooting(LocalProblem):
    """PostgreSQL refuses to run as root, and no other identity can be had."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "PostgreSQL does not run as root, and no other identity could be used here "
            f"({why}). Do one of these:\n"
            "  1. run the command as an ordinary user (useradd sachstand; su sachstand -c 'make run'), or\n"
            "  2. allow user namespaces (sysctl user.max_user_namespaces=10000), or\n"
            "  3. point SACHSTAND_<SERVICE>_DATABASE_URL at PostgreSQL servers of your own."
        )


class OtherMajorVersion(LocalProblem):
    """The data were written by another major version of PostgreSQL."""

    def __init__(self, found: str, ours: str) -> None:
        super().__init__(
            f"The data were written by PostgreSQL {found}, the installed one is {ours}. "
            "Dump them with the old version, or choose another SACHSTAND_DATA_DIR."
        )


class DataDirectoryInUse(LocalProblem):
    """Another instance works on the same data."""

    def __init__(self, path: str, owner: str) -> None:
        super().__init__(
            f"Another instance is using {path} ({owner}). "
            "Stop it first, or choose another SACHSTAND_DATA_DIR."
        )


class PortTaken(LocalProblem):
    """A port that was asked for is in use."""

    def __init__(self, variable: str, port: int) -> None:
        super().__init__(
            f"Port {port} is in use by another program. Set {variable} to a free one: nothing was started."
        )


class NotRunning(LocalProblem):
    """The command needs a running instance and finds none."""

    def __init__(self, path: str) -> None:
        super().__init__(f"No instance is running on {path}. Start one with `sachstand up` (or `make run`).")
