"""The files of instruments and dossiers in their storage."""

import hashlib
from typing import BinaryIO, cast

from django.core.files.storage import Storage, storages

from mingheng.documents.rules import DossierRefused

ALIAS = "documents"


def store(alias: str = ALIAS) -> Storage:
    """A storage by its alias; the default one where the settings name no such alias."""
    return storages[alias if alias in storages.backends else "default"]


def open_paper(name: str) -> BinaryIO:
    """A stored file, open for reading and seeking; FileNotFoundError when it is gone."""
    return cast("BinaryIO", store().open(name, "rb"))


def content(name: str, sha256: str, *, alias: str = ALIAS) -> bytes:
    """The bytes of a stored file; DossierRefused when they are gone, or no longer those that were recorded."""
    try:
        with store(alias).open(name, "rb") as opened:
            read: bytes = opened.read()
    except FileNotFoundError as error:
        raise DossierRefused(f"文件 {name} 不见了。请联系系统管理员从备份恢复") from error
    if hashlib.sha256(read).hexdigest() != sha256:
        raise DossierRefused(f"文件 {name} 与存证不一致，已停止使用。请不要修改，联系系统管理员从备份恢复")
    return read


def exists(name: str, sha256: str) -> bool:
    """Whether this very content is stored under the name; a half-written file does not count."""
    if not name or not store().exists(name):
        return False
    with store().open(name, "rb") as opened:
        return hashlib.sha256(opened.read()).hexdigest() == sha256
