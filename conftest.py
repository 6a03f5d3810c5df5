"""The fixtures of every test in the house."""

pytest_plugins = (
    "sachstand_local.testing",
    "sachstand_common.testing.databases",
    "sachstand_common.testing.subjects",
    "sachstand_common.testing.tokens",
    "sachstand_common.testing.services",
    "sachstand_common.testing.clocks",
    "sachstand_common.testing.waiting",
    "sachstand_common.testing.notes",
)
