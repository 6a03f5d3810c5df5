"""The fixtures of every test in the house; a module stands behind those it imports."""

pytest_plugins = (
    "sachstand_common.testing.clocks",
    "sachstand_common.testing.waiting",
    "sachstand_common.testing.logs",
    "sachstand_common.testing.databases",
    "sachstand_common.testing.subjects",
    "sachstand_common.testing.tokens",
    "sachstand_common.testing.services",
    "sachstand_common.testing.notes",
    "sachstand_common.testing.oparl_source",
    "sachstand_local.testing",
    "sachstand_local.testing_system",
)
