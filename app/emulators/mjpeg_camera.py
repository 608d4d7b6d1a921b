"""A network camera on the loopback: an HTTP stream of JPEG pictures that freezes and drops on command."""

import os
import threading
from collections.abc import Callable
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
from numpy.typing import NDArray

_BOUNDARY = "frame"
_RATE = 15.0

Scene = Callable[[], NDArray[np.uint8]]
"""Draws the next frame, (height, width, 3) BGR; called for every frame, so that each has its own noise."""


class Fault(Enum):
    """How a camera fails: it falls silent with the line up, sends one picture for ever, or is gone.

    `TORN`: every picture is cut in half. `NOISE`: bytes that are no picture.
    """

    NONE = "none"
    SILENT = "silent"
    REPEATING = "repeating"
    GONE = "gone"
    TORN = "torn"
    NOISE = "noise"


class MjpegCameraEmulator:
    """Serves from its making on, at `address`, until `close`. While gone it hangs up on whoever asks."""

    def __init__(self, scene: Scene) -> None:
        self._change = threading.Condition()
        self._scene = scene
        self._fault = Fault.NONE
        self._closing = False
        self._picture = b""
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/cam.mjpg"

    def show(self, scene: Scene) -> None:
        """From the next frame on."""
        with self._change:
            self._scene = scene

    def fail(self, fault: Fault) -> None:
        """Begin a fault; `Fault.NONE` ends it."""
        with self._change:
            self._fault = fault
            self._change.notify_all()

    def close(self) -> None:
        with self._change:
            self._closing = True
            self._change.notify_all()
        self._server.shutdown()
        self._server.server_close()  # waits for the connections' threads
        self._thread.join()

    def next_picture(self) -> bytes | None:
        """The next frame as JPEG, when it is time; None: hang up."""
        with self._change:
            self._change.wait(1.0 / _RATE)
            while self._fault is Fault.SILENT and not self._closing:
                self._change.wait()
            if self._closing or self._fault is Fault.GONE:
                return None
            if self._fault is not Fault.REPEATING or not self._picture:
                success, data = cv2.imencode(".jpg", self._scene(), [cv2.IMWRITE_JPEG_QUALITY, 85])
                if not success:
                    raise ValueError("the scene is no picture")
                self._picture = data.tobytes()
            return self._spoilt(self._picture)

    def _spoilt(self, picture: bytes) -> bytes:
        match self._fault:
            case Fault.TORN:
                return picture[: len(picture) // 2]
            case Fault.NOISE:
                return os.urandom(len(picture))
            case _:
                return picture

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        next_picture = self.next_picture

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                picture = next_picture()
                if picture is None:
                    return
                self.send_response(200)
                self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={_BOUNDARY}")
                self.end_headers()
                try:
                    while picture is not None:
                        self._send(picture)
                        picture = next_picture()
                except OSError:
                    return  # the viewer has gone

            def _send(self, picture: bytes) -> None:
                head = f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
                self.wfile.write(head.encode("ascii") + picture + b"\r\n")

            def log_message(self, *_: object) -> None:
                """A camera writes no access log."""

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = False
