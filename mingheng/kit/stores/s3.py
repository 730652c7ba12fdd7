"""Any service that speaks S3. Needs boto3, which only installations with such a service install."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import boto3  # type: ignore[import-untyped]  # the package carries no types
from botocore.config import Config  # type: ignore[import-untyped]  # the package carries no types
from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # the package carries no types
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

PART = 8 << 20
"""Bytes of a part; S3 wants at least 5 MiB and takes 10,000 parts, so files may reach 78 GiB."""
_ABSENT = {"404", "NoSuchKey", "NotFound"}
_TAKEN = {"PreconditionFailed", "412"}


@deconstructible(path="mingheng.kit.stores.s3.S3Store")
class S3Store(Storage):
    """Objects of one bucket under `prefix`. Credentials left empty are looked for where boto3 looks."""

    def __init__(
        self, *, bucket: str, endpoint: str = "", region: str = "", access_key: str = "", secret_key: str = "", prefix: str = ""
    ) -> None:
        self.bucket, self.prefix = bucket, prefix
        self._options = {
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "aws_access_key_id": access_key or None,
            "aws_secret_access_key": secret_key or None,
        }
        self._client: Any = None

    @property
    def client(self) -> Any:
        """The connection, made when first needed; usable from several threads."""
        if self._client is None:
            config = Config(s3={"addressing_style": "path"}, retries={"mode": "standard", "max_attempts": 4})
            self._client = boto3.client("s3", config=config, **self._options)
        return self._client

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: another one would hide that it was taken."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        """One request for a small file, parts for a large one; raises FileExistsError when the name is taken.

        The check before is for services that ignore `If-None-Match`.
        """
        if self.exists(name):
            raise FileExistsError(name)
        parts = _parts(content)
        first, second = next(parts, b""), next(parts, None)
        try:
            if second is None:
                self.client.put_object(**self._key(name), Body=first, IfNoneMatch="*")
            else:
                self._save_parts(name, first, second, parts)
        except ClientError as error:
            raise (FileExistsError(name) if _code(error) in _TAKEN else OSError(f"{name}: {error}")) from error
        return name

    def _save_parts(self, name: str, first: bytes, second: bytes, rest: Iterator[bytes]) -> None:
        upload = self._key(name) | {"UploadId": self.client.create_multipart_upload(**self._key(name))["UploadId"]}
        done = []
        try:
            for number, part in enumerate(_chain(first, second, rest), start=1):
                answer = self.client.upload_part(**upload, PartNumber=number, Body=part)
                done.append({"PartNumber": number, "ETag": answer["ETag"]})
            self.client.complete_multipart_upload(**upload, MultipartUpload={"Parts": done}, IfNoneMatch="*")
        except BaseException:
            self.client.abort_multipart_upload(**upload)
            raise

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """A seekable file that fetches what is read; raises FileNotFoundError, and ValueError for writing."""
        if mode != "rb":
            raise ValueError("stored files are only read")
        return File(io.BufferedReader(_RangeReader(self, name, self.size(name)), buffer_size=1 << 20), name=name)

    def exists(self, name: str) -> bool:
        """Whether there is an object of this name."""
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """Bytes; raises FileNotFoundError."""
        return int(self._head(name)["ContentLength"])

    def get_modified_time(self, name: str) -> datetime:
        """When it was stored, by the service's clock."""
        moment: datetime = self._head(name)["LastModified"]
        return moment

    def delete(self, name: str) -> None:
        """Remove it; nothing happens when it is not there."""
        self.client.delete_object(**self._key(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files directly under `path`."""
        prefix = f"{self.prefix}{path.strip('/')}/".lstrip("/") if path.strip("/") else self.prefix
        folders, files = [], []
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix, Delimiter="/"):
            folders += [entry["Prefix"].removeprefix(prefix).rstrip("/") for entry in page.get("CommonPrefixes", [])]
            files += [entry["Key"].removeprefix(prefix) for entry in page.get("Contents", [])]
        return folders, files

    def read_range(self, name: str, start: int, end: int) -> bytes:
        """The bytes from `start` up to and without `end`."""
        data: bytes = self.client.get_object(**self._key(name), Range=f"bytes={start}-{end - 1}")["Body"].read()
        return data

    def url(self, name: str | None) -> str:
        """There is none."""
        raise NotImplementedError("stored files have no address; a room serves them after checking who asks")

    def _key(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": f"{self.prefix}{name}"}

    def _head(self, name: str) -> Any:
        try:
            return self.client.head_object(**self._key(name))
        except ClientError as error:
            raise (FileNotFoundError(name) if _code(error) in _ABSENT else OSError(f"{name}: {error}")) from error


class _RangeReader(io.RawIOBase):
    """An object read in pieces, so that a long recording can be played from its middle."""

    def __init__(self, store: S3Store, name: str, size: int) -> None:
        super().__init__()
        self._store, self._name, self._size, self._at = store, name, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        end = min(self._at + len(buffer), self._size)
        if end <= self._at:
            return 0
        data = self._store.read_range(self._name, self._at, end)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def _parts(content: "File[bytes]") -> Iterator[bytes]:
    """The content in parts of one size, the last one shorter."""
    held = bytearray()
    for chunk in content.chunks():
        held += chunk
        while len(held) >= PART:
            yield bytes(held[:PART])
            del held[:PART]
    if held:
        yield bytes(held)


def _chain(first: bytes, second: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield second
    yield from rest


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
