"""Access tokens of a local issuer that only this test session knows."""

from typing import Protocol

import pytest

from sachstand_common.security.issuer import LocalIssuer


class Token(Protocol):
    """``token("cdo")``, ``token("beauftragte", unit="FB 37")``, ``token("vendor", contract="S-2021")``."""

    def __call__(self, role: str, unit: str | None = None, contract: str | None = None) -> str:
        """A signed token that is valid for the rest of the session."""
        ...


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> LocalIssuer:
    """The issuer whose public keys the services of the tests read."""
    return LocalIssuer.open(tmp_path_factory.mktemp("issuer"))


@pytest.fixture
def token(issuer: LocalIssuer) -> Token:
    """Makes access tokens."""

    def issue(role: str, unit: str | None = None, contract: str | None = None) -> str:
        return issuer.issue(role, unit, contract)

    return issue
