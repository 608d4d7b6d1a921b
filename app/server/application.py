"""The server as an ASGI application: three messages in MessagePack + zstd, and two questions about its health.

Bodies are bounded before they are read, blocking work runs on a few threads, and every answer is a message: a
fault of ours is a bare 500 whose cause is only in the log.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DatabaseError, OperationalError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app.protocol.messages import (
    CONTENT_TYPE,
    Enrol,
    Problem,
    ProblemCode,
    Pull,
    Push,
    from_wire,
    to_wire,
)
from app.server.access_log import AccessLog
from app.server.centre import Centre
from app.server.changes import pull
from app.server.enrolment import enrol
from app.server.intake import push
from app.storage.server.database import SchemaUnfit

LARGEST_BODY = 4_000_000
"""Compressed bytes of a request."""
SLOWEST_BODY = 30.0
"""Seconds that a request's body may take."""
_THREADS = 4
_log = logging.getLogger(__name__)

STATUS = {
    ProblemCode.MALFORMED: 400,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.UNAUTHORISED: 401,
    ProblemCode.GAP: 409,
    ProblemCode.FORK: 409,
    ProblemCode.UNKNOWN_CODE: 403,
    ProblemCode.USED_CODE: 403,
    ProblemCode.EXPIRED_CODE: 403,
    ProblemCode.OTHER_MERCHANT: 409,
    ProblemCode.NO_STORE: 409,
    ProblemCode.OTHER_KEY: 409,
}
"""The HTTP status of each problem."""

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Workers:
    """The threads that may block, and the centre that they work on."""

    centre: Centre
    threads: ThreadPoolExecutor

    async def run(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Runs blocking work on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, work, *arguments)


def create_application(centre: Centre) -> Starlette:
    """The application of one centre, whose database is migrated. Its threads end with its lifespan."""
    workers = Workers(centre, ThreadPoolExecutor(_THREADS, thread_name_prefix="centre"))

    @asynccontextmanager
    async def lifespan(_application: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            workers.threads.shutdown()

    application = Starlette(
        routes=[
            Route("/v1/enrol", _endpoint(workers, Enrol, enrol), methods=["POST"]),
            Route("/v1/push", _endpoint(workers, Push, push), methods=["POST"]),
            Route("/v1/pull", _endpoint(workers, Pull, pull), methods=["POST"]),
            Route("/healthz", _healthy),
            Route("/readyz", _ready(workers)),
        ],
        lifespan=lifespan,
    )
    application.add_middleware(AccessLog)
    return application


def _endpoint(workers: Workers, kind: type[Any], handle: Callable[[Centre, Any], Any]) -> Endpoint:
    """An endpoint that reads one kind of message and answers with what `handle` returns."""

    def answer(body: bytes) -> Response:
        try:
            message = from_wire(kind, body)
        except ValueError:
            return _answer(Problem(code=ProblemCode.MALFORMED))
        return _answer(handle(workers.centre, message))

    async def endpoint(request: Request) -> Response:
        body = await _body(request)
        if isinstance(body, Problem):
            return _answer(body)
        try:
            response: Response = await workers.run(answer, body)
        except OperationalError:
            _log.exception("the database failed")
            return PlainTextResponse("busy\n", 503)
        return response

    return endpoint


async def _body(request: Request) -> bytes | Problem:
    """The request's body, read no further than its bound in bytes and time."""
    received = bytearray()
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            async for part in request.stream():
                received += part
                if len(received) > LARGEST_BODY:
                    return Problem(code=ProblemCode.TOO_LARGE)
    except (TimeoutError, ClientDisconnect):
        return Problem(code=ProblemCode.MALFORMED)
    return bytes(received)


def _answer(message: object) -> Response:
    status = STATUS[ProblemCode(message.code)] if isinstance(message, Problem) else 200
    return Response(to_wire(message), status, media_type=CONTENT_TYPE)


async def _healthy(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


def _ready(workers: Workers) -> Endpoint:
    async def ready(_request: Request) -> Response:
        """The database answers, and its schema is this version's."""
        try:
            await workers.run(workers.centre.database.require_schema)
        except (DatabaseError, SchemaUnfit):
            _log.exception("not ready")
            return PlainTextResponse("not ready\n", 503)
        return PlainTextResponse("ready\n")

    return ready
