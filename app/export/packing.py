"""Members of zips as they are packed: passed on from one to another, or packed once for many."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO, NamedTuple

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time stamp of added parts: zip knows no earlier one, and equal input gives equal bytes."""

LEVEL = 2
"""Of deflate: against the usual 6 the parts of marked speeches take two fifths of the time and a sixth more room."""

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
"""What stands before a member's name; the last two numbers are the lengths of the name and of the extra field."""
_SIZES_BEHIND = 0x8
"""The flag of a member whose sizes stand behind it; in the copy they stand before."""


class Packed(NamedTuple):
    """A part as a zip holds it."""

    content: bytes
    method: int
    crc: int
    size: int

    @classmethod
    def of(cls, content: bytes) -> Packed:
        """Pack what a part holds."""
        deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflate.compress(content) + deflate.flush()
        return cls(packed, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content))

    def unpacked(self) -> bytes:
        """Give what the part holds; `size` is the limit."""
        if self.method == zipfile.ZIP_STORED:
            return self.content
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.content, self.size)


def pass_on(member: zipfile.ZipInfo, content: bytes, file: zipfile.ZipFile, stream: BinaryIO) -> None:
    """Put a member of another zip, whose bytes are `content`, into a zip that is written to a stream: packed as it is.

    A template's styles alone have 0.8 MB; to unpack and pack them takes 12 ms.
    """
    held = packed(member, content)
    info = stamped(member)
    info.flag_bits = member.flag_bits & ~_SIZES_BEHIND
    put(info, held, file, stream)


def packed(member: zipfile.ZipInfo, content: bytes) -> Packed:
    """Give a member of a zip, whose bytes are `content`, as it is packed."""
    header = content[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    start = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    in_zip = content[start : start + member.compress_size]
    return Packed(in_zip, member.compress_type, member.CRC, member.file_size)


def put(info: zipfile.ZipInfo, held: Packed, file: zipfile.ZipFile, stream: BinaryIO) -> None:
    """Put what is packed into a zip that is written to a stream."""
    info.compress_type, info.CRC = held.method, held.crc
    info.compress_size, info.file_size = len(held.content), held.size
    info.header_offset = file.start_dir
    stream.seek(file.start_dir)
    stream.write(info.FileHeader())
    stream.write(held.content)
    file.start_dir = stream.tell()
    file.filelist.append(info)
    file.NameToInfo[info.filename] = info


def stamped(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Give the head of a member under the name and of the time of another."""
    copy = zipfile.ZipInfo(member.filename, member.date_time)
    copy.compress_type = zipfile.ZIP_DEFLATED
    copy.external_attr = member.external_attr
    copy.create_system = member.create_system
    return copy


def new_member(part: str) -> zipfile.ZipInfo:
    """Give the head of an added member."""
    member = zipfile.ZipInfo(part, _EARLIEST)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    return member
