"""Imports point one way, and the check that says so can fail."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def contracts() -> dict[str, dict[str, Any]]:
    """The import contracts by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {c["id"]: c for c in settings["tool"]["importlinter"]["contracts"]}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of `folder`'s pyproject.toml on the packages that lie beside it."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_point_one_way() -> None:
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr


def test_forbidden_imports_are_found(tmp_path: Path) -> None:
    forbidden = {
        "comments_service.contract": ["comments_service.domain"],
        "comments_service.domain": ["comments_service.storage"],
        "comments_service.storage": ["comments_service.spam", "flask"],
        "comments_service.actions": ["comments_service.web", "flask_limiter"],
        "comments_service.commands": ["flask"],
        "plugins": ["comments_service.app", "comments_service.storage", "flask"],
    }
    for package in ("comments_service", "plugins"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package, names in forbidden.items():
        statements = "".join(f"import {name}\n" for name in names)
        (tmp_path / package.replace(".", "/") / "forbidden.py").write_text(statements, "utf-8")

    result = lint_imports(tmp_path)

    assert result.returncode == 1, result.stdout + result.stderr
    for contract in contracts().values():
        assert f"{contract['name']} BROKEN" in result.stdout
    for package, names in forbidden.items():
        for name in names:
            assert f"{package}.forbidden -> {name}" in result.stdout


def service_imports(source: str) -> set[str]:
    """Modules of the service that a file imports, the contract left out."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "comments_service":
            names |= {f"comments_service.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {
        name
        for name in names
        if name.split(".")[0] == "comments_service" and name.split(".")[1:2] != ["contract"]
    }


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_pelican_settings_know_the_contract_alone(settings: str) -> None:
    """lint-imports looks at packages only, and these are single files."""
    assert service_imports((ROOT / settings).read_text("utf-8")) == set()


def test_an_import_in_the_settings_is_found() -> None:
    found = service_imports(
        "import comments_service.storage\n"
        "from comments_service import contract, web\n"
        "from comments_service.contract.config import load\n"
        "from comments_service.spam.chain import judge\n"
    )

    assert found == {
        "comments_service.storage",
        "comments_service.web",
        "comments_service.spam.chain",
    }


def test_every_part_of_the_service_has_a_layer() -> None:
    """A new package that stands in no layer would be free to import anything."""
    layers = contracts()["layers"]["layers"]
    known = {part.strip(" ()") for layer in layers for part in layer.replace("|", ":").split(":")}
    package = ROOT / "comments_service"
    parts = {path.name for path in package.iterdir() if (path / "__init__.py").exists()}
    parts |= {path.stem for path in package.glob("*.py")} - {"__init__"}

    assert parts <= known
    assert parts - {"contract"} == {
        name.removeprefix("comments_service.")
        for name in contracts()["plugins"]["forbidden_modules"]
    }
