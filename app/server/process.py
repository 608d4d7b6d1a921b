"""One server process: its socket, its service, its end."""

import logging
import signal
import socket
from pathlib import Path

import uvicorn

from app.server.application import create_application
from app.server.centre import Centre

_MOST_CONNECTIONS = 256
_IDLE_SECONDS = 60
_LAST_WORDS_SECONDS = 10
_log = logging.getLogger(__name__)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0: any free one. Raises OSError when the address can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def serve(
    centre: Centre, listener: socket.socket, certificate: Path | None, private_key: Path | None
) -> None:
    """Serves until SIGTERM or SIGINT, then lets requests end. With a certificate: TLS."""
    config = uvicorn.Config(
        create_application(centre),
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_LAST_WORDS_SECONDS,
        ssl_certfile=certificate,
        ssl_keyfile=private_key,
    )
    # The HTTP server raises the signal that ended it once more, for whoever else waits for it: nobody here.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    host, port = listener.getsockname()[:2]
    _log.info("listening", extra={"host": host, "port": port, "tls": certificate is not None})
    uvicorn.Server(config).run(sockets=[listener])
    _log.info("stopped")
