"""What pyproject.toml cannot say: the wheel carries the lawbook and the front-end files that npm installed here."""

import runpy
import shutil
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
ASSETS: dict[str, str] = runpy.run_path(str(HERE / "mingheng/kit/assets.py"))["ASSETS"]
PAGES = ["data/**/*", "templates/**/*", "static/**/*", "typst/**/*"]


class WithLawAndFrontEnd(build_py):
    """Copies both to where `mingheng.kit.paths` looks for them in an installed wheel."""

    def run(self) -> None:
        """Build as usual, then add."""
        super().run()
        package = Path(self.build_lib) / "mingheng"
        shutil.copytree(HERE / "lawbook", package / "lawbook", dirs_exist_ok=True)
        for source in ASSETS.values():
            found = HERE / "node_modules" / source
            if not found.is_file():
                raise SystemExit(f"{found} is missing; run npm ci --omit=dev before building")
            (package / "front_end" / source).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, package / "front_end" / source)


setup(
    packages=find_packages(include=["config", "mingheng", "mingheng.*"], exclude=["*.tests", "*.tests.*"]),
    package_data={"": PAGES},
    cmdclass={"build_py": WithLawAndFrontEnd},
)
