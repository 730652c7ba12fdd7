"""Front-end packages, served straight from where npm put them: an allow-list, no build, no copy in the repository."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core import checks
from django.core.files.storage import FileSystemStorage, Storage

from mingheng.kit.assets import ASSETS
from mingheng.kit.paths import front_end_dir


class PackagesFinder(BaseFinder):
    """Finds the public names of `ASSETS`; anything else in the packages stays private."""

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """A warning for each asset that is not there; pages work without, only less quickly."""
        return [
            checks.Warning(f"{name} is missing", hint="Run: npm ci --omit=dev", id="kit.W001")
            for name, source in ASSETS.items()
            if not (front_end_dir() / source).is_file()
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind a public name; an empty list when it is none of ours."""
        source = front_end_dir() / ASSETS[path] if path in ASSETS else None
        if source is None or not source.is_file():
            return []
        return [str(source)] if find_all else str(source)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every asset, for collectstatic: its public name and a storage that opens it under that name."""
        storage = RenamingStorage(front_end_dir())
        return ((name, storage) for name in ASSETS if self.find(name))


class RenamingStorage(FileSystemStorage):
    """Opens a package's file under its public name."""

    def path(self, name: str) -> str:
        """Where the public name is on disk."""
        return str(Path(self.location) / ASSETS[name])
