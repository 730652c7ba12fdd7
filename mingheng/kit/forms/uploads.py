"""Files handed in."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from mingheng.kit.forms.base import KitField

_DECLARED = "declared_fingerprint"


class FilesInput(forms.Widget):
    """Any number of files. A browser never sends files twice, so after an error their names are shown to be chosen again.

    A script may hash each file of `[data-fingerprint]` before it is sent and put `name:sha256` lines into
    `<field>-fingerprints`; see `declared_fingerprint`.
    """

    template_name = "kit/widgets/files.html"
    needs_multipart_form = True

    def __init__(self, accept: str) -> None:
        super().__init__({"accept": accept} if accept else {})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> "list[UploadedFile[bytes]]":
        """The files sent under this name, their names in NFC, each knowing the fingerprint declared for it."""
        sent = list(files.getlist(name)) if hasattr(files, "getlist") else [files[name]] if name in files else []
        declared = _declared(str(data.get(f"{name}-fingerprints") or ""))
        for file in sent:
            setattr(file, _DECLARED, declared.get(file.name or "", ""))
            file.name = unicodedata.normalize("NFC", file.name or "")
        return sent

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether no file was sent."""
        return name not in files

    def format_value(self, value: Any) -> Any:
        """Left as it is: the template shows names."""
        return value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `again`: the names of files that have to be chosen once more."""
        return super().get_context(name, value, attrs) | {"again": [file.name for file in value or []]}


def declared_fingerprint(upload: "UploadedFile[bytes]") -> str:
    """The SHA-256 the sender's device computed before sending; empty when it did not."""
    return str(getattr(upload, _DECLARED, ""))


def _declared(lines: str) -> dict[str, str]:
    """Fingerprints by file name; two files of one name cannot be told apart, so neither is in it."""
    found: dict[str, str] = {}
    for line in lines.splitlines():
        name, _, sha256 = line.rpartition(":")
        found[name] = "" if name in found else sha256.strip()
    return found


class EvidenceUpload(KitField):
    """Cleans to the list of files. What a file is, and whether it may be kept, is for the room of evidence to say."""

    remedy = "请选择文件。"

    def __init__(self, *, most: int = 20, accept: str = "", **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(accept), **kwargs)
        self.most = most

    def to_python(self, value: Any) -> "list[UploadedFile[bytes]]":
        """The files, no more than `most`."""
        files = list(value or [])
        if len(files) > self.most:
            raise ValidationError(f"一次最多{self.most}个文件，现在{len(files)}个。请分几次上传", code="too_many")
        return files
