"""Members put into a zip that is written, packed already."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from app.document.readers.packed import Packed, packed

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time stamp of added parts: zip knows no earlier one, and equal input gives equal bytes."""

_SIZES_BEHIND = 0x8
"""The flag of a member whose sizes stand behind it; in the copy they stand before."""


def pass_on(member: zipfile.ZipInfo, content: bytes, file: zipfile.ZipFile, stream: BinaryIO) -> None:
    """Put a member of another zip, whose bytes are `content`, into a zip that is written to a stream: packed as it is.

    A template's styles alone have 0.8 MB; to unpack and pack them takes 12 ms.
    """
    held = packed(member, content)
    info = stamped(member)
    info.flag_bits = member.flag_bits & ~_SIZES_BEHIND
    put(info, held, file, stream)


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
