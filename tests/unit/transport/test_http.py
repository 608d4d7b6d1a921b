"""What the client makes of servers that aren't there, aren't ours, or aren't to be trusted."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.protocol.messages import Enrolled, Problem
from app.transport.enrol import enrol
from app.transport.http import LineFault, Outcome, Refused, ServerClient, Unreachable, is_safe_url
from tests.support.server_process import ServerProcess

KEY = bytes(range(32))


def ask(client: ServerClient) -> Outcome[Enrolled]:
    """The smallest question there is."""
    return enrol(client, code="AAAA-BBBB-CCCC", signing_key=KEY, terminal_name="BDG2")


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A port that says the same to everybody."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            call, _ = listener.accept()
            with call:
                call.recv(65_536)
                call.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(10)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"", LineFault.CUT),
        (b"SSH-2.0-OpenSSH_9.2\r\n", LineFault.CUT),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", LineFault.CUT),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n<html>hi</html>", LineFault.NOT_OUR_SERVER),
        (b"HTTP/1.1 302 Found\r\nlocation: /login\r\ncontent-length: 0\r\n\r\n", LineFault.NOT_OUR_SERVER),
        (b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", LineFault.NOT_OUR_SERVER),
        (b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n", LineFault.SERVER_FAULT),
    ],
)
def test_an_answer_that_is_none_is_a_fault_of_the_line(answer: bytes, fault: LineFault) -> None:
    with answering(answer) as url, ServerClient(url) as client:
        assert ask(client) == Unreachable(fault)


def test_a_closed_port_is_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with ServerClient(f"http://127.0.0.1:{port}") as client:
        assert ask(client) == Unreachable(LineFault.NO_CONNECTION)


def test_a_server_that_says_nothing_times_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with ServerClient(url, silence_seconds=0.1) as client:
            assert ask(client) == Unreachable(LineFault.TIME_OUT)


def test_a_closed_client_asks_nobody() -> None:
    client = ServerClient("http://127.0.0.1:9")
    client.close()
    assert ask(client) == Unreachable(LineFault.CLOSED)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://setia.example", True),
        ("https://192.0.2.7:8443/setia", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("http://localhost", True),
        ("http://192.0.2.7", False),
        ("http://localhost.example", False),
        ("ftp://127.0.0.1", False),
        ("setia.example", False),
        ("https://", False),
        ("", False),
    ],
)
def test_names_travel_under_tls_or_not_at_all(url: str, safe: bool) -> None:
    assert is_safe_url(url) is safe
    if not safe:
        with pytest.raises(ValueError, match="neither https nor"):
            ServerClient(url)


def certificate_for_this_machine(directory: Path) -> tuple[Path, Path]:
    """A self-signed certificate and its key, as PEM files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "setia test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = directory / "certificate.pem", directory / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate_file, key_file


def test_only_a_trusted_certificate_is_spoken_to(tmp_path: Path) -> None:
    certificate, key = certificate_for_this_machine(tmp_path)
    with ServerProcess(tmp_path / "server", certificate=certificate, key=key) as server:
        with ServerClient(server.url) as stranger:
            assert ask(stranger) == Unreachable(LineFault.CERTIFICATE)
        with ServerClient(server.url, verify=ssl.create_default_context(cafile=str(certificate))) as client:
            assert ask(client) == Refused(Problem(code="unknown-code"))
            assert ask(client) == Refused(Problem(code="unknown-code")), "the connection is used again"
