"""Bodies as they come over the wire, unpacked (RFC 9110, 8.4.1) without ever holding more than a limit."""

from __future__ import annotations

import zlib

_GZIP_OR_ZLIB, _BARE = 47, -15  # zlib's `wbits`


class Unpacker:
    """A body as it grows, unpacked (RFC 9110, 8.4.1), never beyond `limit` bytes: a bomb of 200 MB costs 10."""

    def __init__(self, packed: bool, limit: int) -> None:
        self._packed, self._limit = packed, limit
        self._inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._start: bytes | None = b""  # what came so far, until something could be unpacked
        self._parts: list[bytes] = []
        self._size = 0
        self._failed = False

    def feed(self, chunk: bytes) -> bool:
        """Take more bytes; False when there are too many."""
        while chunk and not self._failed:
            if self._packed:
                chunk = self._unpack(chunk)
            else:
                self._keep(chunk)
                chunk = b""
            if self._size > self._limit:
                return False
        return True

    def _unpack(self, chunk: bytes) -> bytes:
        """Unpack some of it; gives what is left to do."""
        if self._inflate.eof:  # one file may be several, one after the other
            self._inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
        room = self._limit + 1 - self._size
        try:
            self._keep(self._inflate.decompress(chunk, room))
        except zlib.error:
            self._try_bare(chunk, room)
        self._start = None if self._start is None or self._size else self._start + chunk
        return self._inflate.unconsumed_tail or self._inflate.unused_data

    def _try_bare(self, chunk: bytes, room: int) -> None:
        """Many servers send `deflate` without the header of zlib that RFC 9110 asks for."""
        start, self._start = self._start, None
        self._inflate = zlib.decompressobj(_BARE)
        try:
            if start is None:
                raise zlib.error  # it had begun well
            self._keep(self._inflate.decompress(start + chunk, room))
        except zlib.error:
            self._failed = True

    def _keep(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)

    @property
    def broken(self) -> bool:
        """Whether the packed data was wrong or ended too early."""
        return self._failed or (self._packed and self._size > 0 and not self._inflate.eof)

    @property
    def body(self) -> bytes:
        """What came, unpacked."""
        return b"".join(self._parts)
