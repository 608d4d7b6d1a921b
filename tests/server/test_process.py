"""The server as it runs: its process, its commands, its exit codes, its log."""

import json
import socket
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.protocol.messages import CONTENT_TYPE, Problem, from_wire
from app.server.application import LARGEST_BODY
from tests.support.server_process import ServerProcess, run_command, run_process

READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETIA_LANGUAGE", "en")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("server") / "data") as server:
        yield server


def post(server: ServerProcess, path: str, body: bytes) -> httpx2.Response:
    headers = {"content-type": CONTENT_TYPE}
    return httpx2.post(f"{server.url}{path}", content=body, headers=headers, trust_env=False)


def test_it_says_that_it_is_healthy_and_ready(server: ServerProcess) -> None:
    for path in ("/healthz", "/readyz"):
        assert httpx2.get(f"{server.url}{path}", trust_env=False).status_code == 200


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/push", "/v1/pull"])
@pytest.mark.parametrize("body", [b"", b"noise", b"\x28\xb5\x2f\xfd\x20\x01\x09\x00\x00\xc1"])
def test_noise_is_answered_with_malformed(server: ServerProcess, path: str, body: bytes) -> None:
    answer = post(server, path, body)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == CONTENT_TYPE
    assert from_wire(Problem, answer.content) == Problem(code="malformed")


def test_a_body_over_the_limit_is_not_read_to_its_end(server: ServerProcess) -> None:
    answer = post(server, "/v1/push", bytes(LARGEST_BODY + 1))
    assert answer.status_code == 413
    assert from_wire(Problem, answer.content) == Problem(code="too-large")


def test_other_paths_and_methods_are_not_there(server: ServerProcess) -> None:
    assert post(server, "/v2/push", b"").status_code == 404
    assert httpx2.get(f"{server.url}/v1/push", trust_env=False).status_code == 405


def test_requests_are_logged_as_json_without_their_query(server: ServerProcess) -> None:
    def logged() -> list[dict[str, Any]]:
        return [line for line in server.lines if line.get("path") == "/v1/push"]

    before = len(logged())
    post(server, "/v1/push?name=Siti", b"")
    server.until(lambda: len(logged()) > before)
    assert {key: logged()[-1][key] for key in ("method", "status")} == {"method": "POST", "status": 400}
    assert "Siti" not in server.raw_log
    assert len(server.lines) == len(server.raw_log.splitlines())


def test_a_code_is_printed_while_the_server_runs(server: ServerProcess) -> None:
    plain = run_process("enrol-code", "--data", server.directory)
    assert plain.returncode == 0
    assert "once, within 10 minutes" in plain.stdout
    told = json.loads(run_command("enrol-code", "--data", server.directory, "--json").stdout)
    assert len(told["code"]) == len("XXXX-XXXX-XXXX")
    assert told["code"] not in plain.stdout


def test_its_data_is_for_its_owner_only(server: ServerProcess) -> None:
    for path in (server.directory, *server.directory.iterdir()):
        assert not path.stat().st_mode & READABLE_BY_OTHERS, path


def test_it_keeps_its_identity_and_ends_when_told(tmp_path: Path) -> None:
    def identity() -> tuple[bytes, bytes]:
        with sqlite3.connect(tmp_path / "centre.db") as connection:
            row = connection.execute("select signing_key, generation from server_identity").fetchone()
        connection.close()
        return row[0], row[1]

    with ServerProcess(tmp_path) as server:
        first = identity()
        assert server.stop() == 0
    with ServerProcess(tmp_path) as again:
        assert identity() == first
        again.kill()


def test_a_port_that_is_taken_ends_with_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_command("serve", "--data", tmp_path, "--port", str(port))
    assert done.returncode == 6
    assert f"Cannot listen on 127.0.0.1 port {port}" in done.stderr


def test_half_of_tls_is_a_wrong_command(tmp_path: Path) -> None:
    (tmp_path / "certificate.pem").touch()
    done = run_command("serve", "--data", tmp_path, "--tls-certificate", tmp_path / "certificate.pem")
    assert done.returncode == 2
    assert "go together" in done.stderr


@pytest.mark.parametrize("command", ["terminals", "check"])
def test_a_directory_without_a_server_is_said_so(tmp_path: Path, command: str) -> None:
    done = run_command(command, "--data", tmp_path)
    assert done.returncode == 3
    assert "no server's database" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_empty_server_has_no_terminals_and_no_faults(tmp_path: Path) -> None:
    assert run_command("migrate", "--data", tmp_path).stdout == "The database was brought to this version.\n"
    assert run_command("migrate", "--data", tmp_path).stdout == "The database is up to date.\n"
    assert json.loads(run_command("terminals", "--data", tmp_path, "--json").stdout) == []
    found = json.loads(run_command("check", "--data", tmp_path, "--json").stdout)
    assert found == {"terminals": 0, "records": 0, "accounts": 0, "faults": []}


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    run_command("migrate", "--data", tmp_path)
    with sqlite3.connect(tmp_path / "centre.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    for command in ("check", "migrate"):
        done = run_command(command, "--data", tmp_path)
        assert done.returncode == 5
        assert "newer version" in done.stderr


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "centre.db").write_bytes(b"not a database at all" * 100)
    done = run_command("check", "--data", tmp_path)
    assert done.returncode == 5
    assert "file is not a database" in done.stderr
