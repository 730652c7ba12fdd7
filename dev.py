#!/usr/bin/env python3
"""Work on this repository. Needs nothing but Python 3.11; sets up the rest by itself.

python3 dev.py start [--port N]              the whole system with a fictional district, at http://127.0.0.1:8000/
python3 dev.py test [--fast | --long] [...]  check, then every test; further words go to pytest
python3 dev.py check                         lint, types, import contracts, lawbook, contrast, migrations
python3 dev.py bench [record|pages|growth|planted|scan|ledger|large|draws|obligations|cockpit]    measurements
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSERS = (Path("/usr/lib/chromium/chromium-headless-shell"), Path("/usr/bin/chromium"))  # either will do
PATIENCE = 5.0  # seconds between two signs of life


def main() -> int:
    """Run one command; the exit status is its own."""
    word, *rest = sys.argv[1:] or ["help"]
    commands = {"start": start, "test": test, "check": check, "bench": bench}
    if word not in commands:
        print(__doc__)
        return 0 if word in {"help", "-h", "--help"} else 2
    if sys.version_info < (3, 11):  # noqa: UP036  # the Python that meets this line is not ours to choose
        sys.exit("需要 Python 3.11 或更新版本;Debian 12 自带。(Python 3.11 or newer is needed.)")
    os.chdir(HERE)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of the many processes compiles all it imports once more
    return commands[word](rest)


def start(rest: list[str]) -> int:
    """Set up and become the server, so that signals reach it directly."""
    with one_at_a_time():
        set_up_python("requirements.lock")
        set_up_front_end(tests=False)
    become([str(PYTHON), "-m", "mingheng", "serve", "--demo", *rest])


def test(rest: list[str]) -> int:
    """Set up everything, check, then run the tests on two processes. `--fast` leaves out what is slow, `--long` nothing."""
    depths = {"--fast": "not browser and not trouble and not long", "--usual": "not long", "--long": ""}
    depth = next((word for word in rest if word in depths), "--usual")
    with one_at_a_time():
        set_up_python("requirements-dev.lock")
        if depth == "--long":
            set_up_python("requirements-spark.lock")
        set_up_front_end(tests=True)
        if depth != "--fast":
            set_up_browser()
    failed = run_checks()
    words = ["-n", "2", "--dist", "worksteal", "-q", "-m", depths[depth], *(word for word in rest if word not in depths)]
    environment = {**os.environ, "MINGHENG_EXAMPLES": depth.removeprefix("--")}
    sys.stdout.flush()
    tested = subprocess.run([PYTHON, "-m", "pytest", *words], check=False, env=environment).returncode
    if failed:
        print(f"未通过的检查(checks that failed):{'、'.join(failed)}", file=sys.stderr)
    return tested or bool(failed)


def check(rest: list[str]) -> int:
    """Everything that reads the code instead of running it."""
    with one_at_a_time():
        set_up_python("requirements-dev.lock")
        set_up_front_end(tests=True)
    return bool(run_checks())


def bench(rest: list[str]) -> int:
    """Measurements, each printed as a ratio to something plain measured in the same run."""
    with one_at_a_time():
        set_up_python("requirements-dev.lock")
        set_up_front_end(tests=True)
    become([str(PYTHON), "-m", "tests.bench", *rest])


def run_checks() -> list[str]:
    """Run all checks, say how each ended, and return the names of those that failed."""
    checks: dict[str, list[str | Path]] = {
        "lint": [VENV / "bin" / "ruff", "check", "-q"],
        "format": [VENV / "bin" / "ruff", "format", "--check", "-q"],
        "types": [PYTHON, "-m", "mypy", "--no-error-summary"],
        "import contracts": [VENV / "bin" / "lint-imports", "--no-cache"],
        "lawbook": [PYTHON, "-m", "mingheng", "law", "check"],
        "contrast": [PYTHON, "tools/check_contrast.py"],
        "migrations": [PYTHON, "tools/check_migrations.py"],
    }
    failed = []
    for name, command in checks.items():
        began = time.monotonic()
        ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        print(f"{'ok  ' if not ended.returncode else 'FAIL'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
        if ended.returncode:
            failed.append(name)
            print(ended.stdout, flush=True)
    return failed


def set_up_browser() -> None:
    """Chromium, Chinese fonts and OpenSSL, by apt when we are root; without its windows Chromium does a quarter less work."""
    wanted = {
        "chromium-headless-shell": any(map(Path.exists, BROWSERS)),
        "fonts-noto-cjk": has_chinese_fonts(),
        "openssl": bool(shutil.which("openssl")),
    }
    packages = [package for package, there in wanted.items() if not there]
    if not packages:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"测试需要 Chromium、中文字体和 OpenSSL,请先运行:sudo apt-get install {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run("刷新软件源 (apt-get update)", ["apt-get", "update", "-q"], quiet)
    run(f"安装 {'、'.join(packages)}", ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], quiet)


def has_chinese_fonts() -> bool:
    """Whether pages in Chinese are more than empty boxes in the browser."""
    lister = shutil.which("fc-list")
    return bool(lister and subprocess.run([lister, ":lang=zh-cn"], capture_output=True, check=False).stdout)


def set_up_python(lock: str) -> None:
    """A virtual environment with exactly the locked packages, checked by hash."""
    if not PYTHON.exists():
        create_environment()
    digest = fingerprint(HERE / lock)
    stamp = VENV / f"{lock}.installed"
    if stamp.exists() and stamp.read_text() == digest:
        return
    pip = [PYTHON, "-m", "pip"] if (VENV / "bin" / "pip").exists() else [sys.executable, "-m", "pip", "--python", PYTHON]
    words = ["install", "--require-hashes", "--disable-pip-version-check", "--no-input", "-q", "-r", lock]
    run(f"安装 Python 依赖 ({lock})", [*pip, *words])
    stamp.write_text(digest)


def create_environment() -> None:
    """Make `.venv`, with this Python's own pip where Debian's package python3-venv is missing."""
    words = [sys.executable, "-m", "venv", "--clear"]
    if not importlib.util.find_spec("ensurepip"):
        if not importlib.util.find_spec("pip"):
            sys.exit("缺少 python3-venv,请先运行:sudo apt-get install python3-venv(The package python3-venv is missing.)")
        words.append("--without-pip")
    run("建立 Python 环境 .venv", [*words, VENV])


def set_up_front_end(*, tests: bool) -> None:
    """The front-end packages, exactly as locked; Node comes from PyPI where the machine has none."""
    stamp = HERE / "node_modules" / "installed"
    done = stamp.read_text() if stamp.exists() else ""
    served, everything = (f"{fingerprint(HERE / 'package-lock.json')} {what}" for what in ("served", "everything"))
    if done == everything or (done == served and not tests):
        return
    environment = dict(os.environ)
    if not (shutil.which("npm") and shutil.which("node")):
        set_up_python("requirements-node.lock")
        environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment['PATH']}"
    npm = shutil.which("npm", path=environment["PATH"])
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    run("安装前端依赖 (npm ci)", [npm, "ci", *quiet, *([] if tests else ["--omit=dev"])], environment)
    stamp.write_text(everything if tests else served)


def fingerprint(path: Path) -> str:
    """Changes when the file or the Python changes."""
    return hashlib.sha256(path.read_bytes() + sys.version.encode()).hexdigest()


def run(text: str, command: Sequence[object], environment: dict[str, str] | None = None) -> None:
    """Run a step of the set-up, showing that it lives; its output is shown only when it fails."""
    print(f"{text}……", flush=True)
    began = told = time.monotonic()
    log = HERE / ".data" / "set-up.log"
    with log.open("w+b") as output:
        child = subprocess.Popen([str(word) for word in command], stdout=output, stderr=output, env=environment)
        while child.poll() is None:
            time.sleep(0.05)
            if time.monotonic() - told > PATIENCE:
                told = time.monotonic()
                print(f"  已 {told - began:.0f} 秒……", flush=True)
        if child.returncode:
            output.seek(0)
            sys.exit(f"{output.read().decode(errors='replace')}\n{text}失败,原因见上。")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two of us must not set up the same folder at once."""
    (HERE / ".data").mkdir(exist_ok=True)
    with (HERE / ".data" / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def become(command: list[str]) -> NoReturn:
    """Replace this process."""
    sys.stdout.flush()
    os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
