"""Reading a body off the wire: counted, unpacked as it comes, and never more than allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import requests

from ingest.fetch.policy import Policy
from tradebooks.errors import AnswerError, TooLargeError

CHUNK = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


def read_body(response: requests.Response, policy: Policy, where: str) -> bytes:
    """Return the whole unpacked body.

    Args:
        response: An answer whose body has not been read.
        policy: Has the limits.
        where: Source and address, for messages.

    Raises:
        TooLargeError: When the body is larger than allowed, packed or unpacked.
        AnswerError: When the packing is unknown or broken.
        OSError: When the connection breaks off, as `requests` and urllib3 say it.
    """
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > policy.max_bytes:
        raise _too_large(where, f"a body of {announced} bytes announced", policy.max_bytes)
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    chunks = _chunks(response, policy, where)
    if coding in ("", "identity"):
        return b"".join(chunks)
    if coding in ("gzip", "x-gzip"):
        return _unpack(chunks, policy, where)
    raise AnswerError(
        where,
        seen=f"a body packed as {coding!r}",
        expected="gzip or no packing, as asked for",
        action="tell the service, or set a base_url that answers without it",
    )


def _chunks(response: requests.Response, policy: Policy, where: str) -> Iterator[bytes]:
    """Give the packed body piece by piece: `read1` returns what is there, so nothing drips."""
    taken = 0
    while chunk := response.raw.read1(CHUNK, decode_content=False):
        taken += len(chunk)
        if taken > policy.max_bytes:
            raise _too_large(where, f"more than {policy.max_bytes} bytes", policy.max_bytes)
        yield chunk


def _unpack(chunks: Iterator[bytes], policy: Policy, where: str) -> bytes:
    unpacked = bytearray()
    packed = zlib.decompressobj(_GZIP)
    for chunk in chunks:
        rest = chunk
        while rest:
            packed = zlib.decompressobj(_GZIP) if packed.eof else packed
            unpacked += _inflate(packed, rest, len(unpacked), policy.max_unpacked_bytes, where)
            rest = packed.unused_data.lstrip(b"\0")
    if not packed.eof:
        raise _broken(where, "a gzip body that is cut short")
    return bytes(unpacked)


def _inflate(packed: zlib._Decompress, data: bytes, size: int, limit: int, where: str) -> bytes:
    """Unpack a piece into the room that is left; one byte more shows that it does not fit."""
    try:
        made = packed.decompress(data, limit - size + 1)
    except zlib.error as error:
        raise _broken(where, f"a broken gzip body ({error})") from error
    if size + len(made) > limit:
        raise _too_large(where, "a body that grows beyond the limit when it is unpacked", limit)
    return made


def _broken(where: str, seen: str) -> AnswerError:
    return AnswerError(
        where,
        seen=seen,
        expected="a whole gzip body",
        action="try again later; the last good answer stays in use",
    )


def _too_large(where: str, seen: str, limit: int) -> TooLargeError:
    return TooLargeError(
        where,
        seen=seen,
        expected=f"at most {limit} bytes",
        action="look at the address; if the source has truly grown, raise its max_bytes or "
        "max_unpacked_bytes",
    )
