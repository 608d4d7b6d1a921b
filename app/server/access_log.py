"""One JSON line per event on stderr: what was asked and how long it took, never who a person is."""

import json
import logging
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)
_QUIET = ("/healthz", "/readyz")


class AccessLog:
    """ASGI middleware that logs each request: method, path, status, milliseconds. No body, no query."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and logs it at its end."""
        if scope["type"] != "http" or scope["path"] in _QUIET:
            await self._app(scope, receive, send)
            return
        begun = time.monotonic_ns()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            milliseconds = (time.monotonic_ns() - begun) // 1_000_000
            fields = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "milliseconds": milliseconds,
            }
            _log.info("request", extra={"fields": fields})


class JsonLines(logging.Formatter):
    """A log record as one line of JSON; its `fields` stand beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
