"""The import contracts of pyproject.toml hold, and each of them can fail."""

from pathlib import Path
import shutil
import subprocess
import sys
import tomllib

import pytest

from .places import PACKAGE, ROOT

# For each contract: files of the integration, a line that each gets, and what that line imports.
BREACHES = {
    "Layers": [
        ("immich/query.py", "from ..const import DOMAIN", "const"),
        ("imaging/spec.py", "from ..options import FrameOptions", "options"),
        ("selection/pool.py", "from ..imaging.spec import Size", "imaging.spec"),
        ("store.py", "from .frame import Frame", "frame"),
        ("renderer.py", "from .store import FrameStore", "store"),
        ("coordinator.py", "from .entity import FrameEntity", "entity"),
        ("button.py", "from .camera import FrameCamera", "camera"),
        ("views.py", "from .services import async_register_services", "services"),
        ("services.py", "from .views import async_register_views", "views"),
        ("frame_flow.py", "from .config_flow import USER_SCHEMA", "config_flow"),
    ],
    "Folders know nothing of Home Assistant": [
        ("immich/client.py", "from homeassistant.core import HomeAssistant", "homeassistant"),
        ("selection/pool.py", "import voluptuous", "voluptuous"),
        ("imaging/spec.py", "import probatio", "probatio"),
    ],
    "Imaging is sync and takes bytes": [
        ("imaging/render.py", "import asyncio", "asyncio"),
        ("imaging/codec.py", "from aiohttp import ClientSession", "aiohttp"),
        ("imaging/spec.py", "from ..immich.search import Search", "immich.search"),
        ("imaging/spec.py", "from ..selection.pool import Pool", "selection.pool"),
    ],
    "Pixels are imaging's": [
        ("camera.py", "from PIL import Image", "PIL"),
        ("selection/picker.py", "import numpy", "numpy"),
        ("immich/models.py", "def late():\n    import cv2", "cv2"),
        ("renderer.py", "from pillow_heif import HeifImageFile", "pillow_heif"),
    ],
    "OpenCV has one file": [
        ("imaging/saliency_numpy.py", "import cv2", "cv2"),
    ],
    "Geometry, spec and focus are arithmetic": [
        ("imaging/geometry.py", "from PIL import Image", "PIL"),
        ("imaging/spec.py", "import numpy", "numpy"),
        ("imaging/focus.py", "from .codec import Photo", "imaging.codec"),
    ],
}
OURS = "custom_components.immich_frame."


def lint_imports(folder: Path) -> str:
    """Hold the package below a folder against its contracts; return what was said, in one line."""
    program = str(Path(sys.executable).with_name("lint-imports"))
    run = subprocess.run(  # noqa: S603 it is the project's own tool
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    return " ".join((run.stdout + run.stderr).split())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the integration and its contracts to where they may be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return shutil.copytree(PACKAGE, tmp_path / PACKAGE.relative_to(ROOT))


def test_the_integration_keeps_its_contracts() -> None:
    said = lint_imports(ROOT)
    assert f"Contracts: {len(BREACHES)} kept, 0 broken." in said, said


@pytest.mark.parametrize("contract", BREACHES)
def test_breaches_are_found(copy: Path, tmp_path: Path, contract: str) -> None:
    for file, code, _ in BREACHES[contract]:
        with (copy / file).open("a") as text:
            text.write(f"\n{code}\n")

    said = lint_imports(tmp_path)

    assert f"{contract} BROKEN" in said, said
    for file, _, imported in BREACHES[contract]:
        importer = OURS + file.removesuffix(".py").replace("/", ".")
        known = (f"{importer} -> {imported} (l.", f"{importer} -> {OURS}{imported} (l.")
        assert any(arrow in said for arrow in known), f"{file} may import {imported}: {said}"


def test_a_new_file_has_no_place_yet(copy: Path, tmp_path: Path) -> None:
    (copy / "helpers.py").touch()
    said = lint_imports(tmp_path)
    assert "Layers BROKEN" in said
    assert "not listed as layers" in said
    assert f"{OURS}helpers" in said


def test_the_architecture_shows_the_layers_as_they_are() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    page = (ROOT / "docs" / "architecture.md").read_text()
    assert "```\n" + "\n".join(layers) + "\n```" in page
