"""A server that speaks in raw bytes, for answers that no proper server would give."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Script = Callable[[socket.socket], None]


class RawServer:
    """Answers the n-th connection with the n-th script; the last one serves all that follow."""

    def __init__(self, *scripts: Script, hears: bool = True) -> None:
        self.hears = hears
        self.scripts = list(scripts)
        self.requests: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._is_open = True
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._is_open = False
        self._listener.close()

    def _serve(self) -> None:
        while self._is_open:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            asked = b""
            while self.hears and b"\r\n\r\n" not in asked:
                chunk = connection.recv(4096)
                if not chunk:
                    return
                asked += chunk
            self.requests.append(asked)
            number = min(len(self.requests), len(self.scripts)) - 1
            self.scripts[number](connection)


@contextmanager
def serving(*scripts: Script, hears: bool = True) -> Iterator[RawServer]:
    """Run a server; one that does not hear answers at once, whatever it is asked."""
    server = RawServer(*scripts, hears=hears)
    try:
        yield server
    finally:
        server.close()


def head(
    content_type: str = "application/json",
    length: int | None = None,
    status: str = "200 OK",
    **headers: str,
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", "Connection: close"]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def whole(body: bytes, content_type: str, **more: str) -> Script:
    return lambda connection: connection.sendall(head(content_type, len(body), **more) + body)


def silence(seconds: float = 5.0) -> Script:
    return lambda connection: time.sleep(seconds)


def reset_after(data: bytes) -> Script:
    """Send some bytes, then break off with a reset."""

    def run(connection: socket.socket) -> None:
        connection.sendall(data)
        time.sleep(0.02)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    return run


def close_after(data: bytes) -> Script:
    return lambda connection: connection.sendall(data)


def drip(data: bytes, rest: bytes, every: float = 0.05) -> Script:
    """Send the beginning at once, and then one byte at a time."""

    def run(connection: socket.socket) -> None:
        connection.sendall(data)
        for byte in rest:
            connection.sendall(bytes([byte]))
            time.sleep(every)

    return run


def endless(start: bytes, piece: bytes) -> Script:
    """Never stop sending, and never say how much it will be."""

    def run(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)

    return run
