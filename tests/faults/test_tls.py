"""TLS: the address is pinned, the certificate is checked against the name, https stays https."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from ingest.fetch.http import HttpTransport
from ingest.fetch.pace import Pace
from ingest.fetch.policy import Policy
from ingest.fetch.state import FetchState
from ingest.fetch.types import Request
from tradebooks.errors import ForbiddenAddressError, UnreachableError

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for `localhost` alone, with its key in the same file."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    command = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout {file} -out {file}.crt "
        "-subj /CN=localhost -addext subjectAltName=DNS:localhost"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


@pytest.fixture
def server(certificate: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with HTTPServer(host="localhost", ssl_context=context) as server:
        yield server


def transport(server: HTTPServer, folder: Path, ca: Path | None, host: str = "localhost", **more):
    policy = Policy(
        base_url=f"https://{host}:{server.port}",
        stand_ins=frozenset({"localhost", "127.0.0.1"}),
        ca_bundle=str(ca) if ca else None,
        attempts=1,
        interval_seconds=0,
        **more,
    )
    return HttpTransport(policy, Pace(FetchState(folder / "fetch.sqlite")))


def ask(server: HTTPServer, made: HttpTransport) -> bytes:
    return made.fetch(Request("x", f"{made.policy.base_url}/a")).body


def test_name_is_checked_although_the_address_is_pinned(
    server: HTTPServer, certificate: Path, tmp_path: Path
) -> None:
    server.expect_request("/a").respond_with_data("fine")
    ca = Path(f"{certificate}.crt")
    assert ask(server, transport(server, tmp_path, ca)) == b"fine"
    with pytest.raises(UnreachableError, match=r"(?i)certificate"):
        ask(server, transport(server, tmp_path, ca, host="127.0.0.1"))


def test_unknown_authority_is_refused(server: HTTPServer, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match=r"(?i)certificate"):
        ask(server, transport(server, tmp_path, None))


def test_slow_answer_over_tls_meets_the_deadline(
    server: HTTPServer, certificate: Path, tmp_path: Path
) -> None:
    import time

    from werkzeug import Response

    def dripping(_request):
        def body():
            for _ in range(50):
                yield b"x"
                time.sleep(0.05)

        return Response(body())

    server.expect_request("/a").respond_with_handler(dripping)
    slow = transport(server, tmp_path, Path(f"{certificate}.crt"), deadline_seconds=0.4)
    started = time.monotonic()
    with pytest.raises(UnreachableError, match="too slowly"):
        ask(server, slow)
    assert time.monotonic() - started < 1.5


def test_redirect_from_https_to_http_is_refused(
    server: HTTPServer, certificate: Path, tmp_path: Path
) -> None:
    plain = f"http://localhost:{server.port}/b"
    server.expect_request("/a").respond_with_data("", status=302, headers={"Location": plain})
    with pytest.raises(ForbiddenAddressError, match="down to http"):
        ask(server, transport(server, tmp_path, Path(f"{certificate}.crt")))


def test_handshake_that_drips_meets_the_deadline(certificate: Path, tmp_path: Path) -> None:
    """A server that sends the beginning of a TLS record, one byte at a time."""
    import time

    from tests.faults.raw_server import serving

    def dripping(connection):
        for byte in b"\x16\x03\x03\x3f\xff" + b"\x02" * 60:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    with serving(dripping, hears=False) as server:
        address = server.url.replace("http://127.0.0.1", "https://localhost")
        policy = Policy(
            base_url=address,
            stand_ins=frozenset({"localhost"}),
            attempts=1,
            deadline_seconds=0.4,
            interval_seconds=0,
        )
        made = HttpTransport(policy, Pace(FetchState(tmp_path / "fetch.sqlite")))
        started = time.monotonic()
        with pytest.raises(UnreachableError, match="too slowly"):
            made.fetch(Request("x", f"{address}/a"))
        assert time.monotonic() - started < 1.5
