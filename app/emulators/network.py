"""A line between a terminal and a server that fails on command: a TCP proxy that knows nothing of what it carries."""

import asyncio
import contextlib
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from threading import Thread
from typing import Any, Self

_CHUNK = 65_536
_COMMAND_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Weather:
    """What the line does. delay: seconds before each piece. cut_*: bytes of a connection that still pass.

    answers_to_drop: requests that arrive and whose answer doesn't. half_open: calls are taken, nothing passes.
    """

    delay: float = 0.0
    answers_to_drop: int = 0
    cut_requests_after: int | None = None
    cut_answers_after: int | None = None
    half_open: bool = False


@dataclass(slots=True, eq=False)
class _Call:
    """One connection through the line."""

    terminal: asyncio.StreamWriter
    server: asyncio.StreamWriter

    def hang_up(self) -> None:
        """Ends both sides at once."""
        for side in (self.terminal, self.server):
            side.transport.abort()


class FaultyNetwork:
    """Listens on a port of this machine and passes everything to another, until told to misbehave.

    A context manager. Commands are for one thread and have taken effect when they return.
    """

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._weather = Weather()
        self._calls: set[_Call] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="faulty-network", daemon=True)
        self.port = 0
        self.calls_taken = 0
        self.answers_dropped = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_COMMAND_SECONDS)
        self._loop.close()

    @property
    def url(self) -> str:
        """Where the terminal finds its server."""
        return f"http://127.0.0.1:{self.port}"

    def heal(self) -> None:
        """Works again, for new calls."""
        self._do(self._change(Weather()))

    def drop_answers(self, count: int = 1) -> None:
        """The next requests arrive; their answers don't, and the calls end."""
        self._do(self._change(replace(self._weather, answers_to_drop=count)))

    def delay(self, seconds: float) -> None:
        """Everything comes later."""
        self._do(self._change(replace(self._weather, delay=seconds)))

    def cut_requests_after(self, count: int) -> None:
        """New calls end when that many bytes went to the server."""
        self._do(self._change(replace(self._weather, cut_requests_after=count)))

    def cut_answers_after(self, count: int) -> None:
        """New calls end when that many bytes went to the terminal."""
        self._do(self._change(replace(self._weather, cut_answers_after=count)))

    def refuse(self) -> None:
        """Nobody listens any more, until `heal`."""
        self._do(self._stop_listening())

    def half_open(self) -> None:
        """Calls are taken and stay open; nothing passes, either way."""
        self._do(self._change(replace(self._weather, half_open=True)))

    def _do(self, command: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(command, self._loop).result(_COMMAND_SECONDS)

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(self._take_call, "127.0.0.1", self.port)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _change(self, weather: Weather) -> None:
        self._weather = weather
        self._hang_up_all()
        if self._listener is None:
            await self._listen()

    async def _stop_listening(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._hang_up_all()

    async def _close(self) -> None:
        await self._stop_listening()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _hang_up_all(self) -> None:
        for call in self._calls:
            call.hang_up()
        self._calls.clear()

    async def _take_call(self, request: asyncio.StreamReader, terminal: asyncio.StreamWriter) -> None:
        self.calls_taken += 1
        try:
            answer, server = await asyncio.open_connection("127.0.0.1", self._target_port)
        except OSError:
            terminal.transport.abort()
            return
        call = _Call(terminal, server)
        self._calls.add(call)
        for carrying in (self._carry_requests(call, request), self._carry_answers(call, answer)):
            task = self._loop.create_task(carrying)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry_requests(self, call: _Call, request: asyncio.StreamReader) -> None:
        await self._carry(call, request, call.server, self._weather.cut_requests_after)

    async def _carry_answers(self, call: _Call, answer: asyncio.StreamReader) -> None:
        await self._carry(call, answer, call.terminal, self._weather.cut_answers_after)

    async def _carry(
        self, call: _Call, source: asyncio.StreamReader, target: asyncio.StreamWriter, left: int | None
    ) -> None:
        """Passes pieces on until one side ends, or the line does."""
        with contextlib.suppress(ConnectionError):
            while piece := await source.read(_CHUNK):
                if self._weather.half_open:
                    continue
                if self._weather.delay:
                    await asyncio.sleep(self._weather.delay)
                if target is call.terminal and self._drops_answer():
                    call.hang_up()
                    break
                target.write(piece if left is None else piece[:left])
                await target.drain()
                left = None if left is None else left - len(piece)
                if left is not None and left <= 0:
                    break
        for side in (call.server, call.terminal):
            side.close()  # what is on its way still arrives
        self._calls.discard(call)

    def _drops_answer(self) -> bool:
        if self._weather.answers_to_drop == 0:
            return False
        self._weather = replace(self._weather, answers_to_drop=self._weather.answers_to_drop - 1)
        self.answers_dropped += 1
        return True
