"""Refuse a request that is too large before its body is read."""

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class LimitedUpload(FileUploadHandler):
    """Stands before the handlers that keep files; keeps nothing itself."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803  # Django passes it by this name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raises RequestDataTooBig when the announced length is over the limit."""
        if content_length > settings.MAX_UPLOAD_MEGABYTES << 20:
            raise RequestDataTooBig(f"a request of {content_length} bytes; at most {settings.MAX_UPLOAD_MEGABYTES} MB are taken")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand every piece on."""
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Leave the file to the next handler."""
        return None
