"""An environment for programs we measure ourselves against, whose licences keep them out of ours."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".data/bench-venv"
LOCK = ROOT / "requirements-bench.lock"


def peer_python() -> str:
    """The Python that has exactly the locked packages, checked by hash."""
    python, stamp, digest = HOME / "bin/python", HOME / "installed", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        words = ["install", "-q", "--require-hashes", "--disable-pip-version-check", "-r", str(LOCK)]
        subprocess.run([str(python), "-m", "pip", *words], check=True)
        stamp.write_text(digest)
    return str(python)
