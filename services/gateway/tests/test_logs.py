"""The gateway's log is one JSON object a line, as that of every service."""

import json

import pytest
import structlog

from sachstand_gateway.app import create_app
from sachstand_gateway.settings import GatewaySettings


@pytest.mark.usefixtures("logs_restored")
def test_the_gateway_writes_json_and_no_secret(capfd: pytest.CaptureFixture[str]) -> None:
    create_app(GatewaySettings())
    structlog.get_logger("a").warning("nats_error", error="nats://gateway:s3cret@127.0.0.1:4222 is away")

    (line,) = capfd.readouterr().err.splitlines()

    told = json.loads(line)
    assert (told["event"], told["service"], told["level"]) == ("nats_error", "gateway", "warning")
    assert "s3cret" not in line
