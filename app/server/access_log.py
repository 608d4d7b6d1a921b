"""What was asked and how long it took: in the log's `extra`, and never who a person is."""

import logging
import time

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
            _log.info("request", extra=fields)
