"""Headers through the proxy, and content codings."""

import gzip

import pytest
import zstandard

from sachstand_gateway.domain.encodings import encode, preferred
from sachstand_gateway.domain.headers import end_to_end, forwarded, has_body, varies_only_by


def test_headers_of_one_connection_do_not_pass():
    headers = [(b"connection", b"close, X-Mine"), (b"x-mine", b"1"), (b"te", b"trailers"), (b"etag", b'"a"')]

    assert end_to_end(headers) == [(b"etag", b'"a"')]


def test_who_asked_is_passed_on_and_what_the_client_claims_is_not():
    headers = [(b"host", b"stadt.example"), (b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-host", b"evil")]

    assert dict(forwarded(headers, "9.9.9.9", "https", trusted=False)) == {
        "x-forwarded-for": "9.9.9.9",
        "x-forwarded-proto": "https",
        "x-forwarded-host": "stadt.example",
    }


def test_behind_a_trusted_proxy_the_chain_goes_on():
    headers = [(b"host", b"inner"), (b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-host", b"stadt.example")]

    passed = dict(forwarded(headers, "9.9.9.9", "http", trusted=True))

    assert passed["x-forwarded-for"] == "1.2.3.4, 9.9.9.9"
    assert passed["x-forwarded-host"] == "stadt.example"


def test_a_body_is_announced_by_its_length_or_by_chunks():
    assert has_body([(b"content-length", b"3")])
    assert has_body([(b"transfer-encoding", b"chunked")])
    assert not has_body([(b"content-length", b"0")])


def test_an_answer_that_depends_on_the_language_is_told_apart():
    assert varies_only_by([(b"vary", b"Accept-Encoding, Origin")], (b"accept-encoding", b"origin"))
    assert not varies_only_by([(b"vary", b"Accept")], (b"accept-encoding",))


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        (None, "identity"),
        (b"", "identity"),
        (b"gzip, deflate, br, zstd", "zstd"),
        (b"gzip;q=1.0, zstd;q=0", "gzip"),
        (b"*", "zstd"),
        (b"br", "identity"),
        (b"gzip;q=rubbish", "identity"),
    ],
)
def test_the_client_chooses_the_coding(accept: bytes | None, coding: str):
    assert preferred(accept) == coding


def test_a_coded_body_is_the_same_body():
    body = b"Sachstand " * 500

    assert gzip.decompress(encode(body, "gzip")) == body
    assert zstandard.ZstdDecompressor().decompress(encode(body, "zstd")) == body
