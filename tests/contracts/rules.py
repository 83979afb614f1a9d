"""Rules of the code that Import Linter has no words for, read from its syntax trees."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50

PAGE_FILES = {"page.py", "picture_views.py", "views.py"}
EXECUTOR_FILES = {"health.py", "renderer.py", "store.py"}

_EXECUTORS = {
    "ProcessPoolExecutor",
    "Thread",
    "ThreadPoolExecutor",
    "async_add_executor_job",
    "async_add_import_executor_job",
    "run_in_executor",
    "to_thread",
}

type Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed Python file; `name` is its path as seen from `folder`."""

    folder: Path
    name: str
    text: str
    tree: ast.Module

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Name the place of a finding."""
        return f"{self.name}:{node.lineno}"


@dataclass(frozen=True, slots=True)
class Import:
    """What an import statement asks for: "name" is None for a module as a whole."""

    node: ast.stmt
    module: str
    name: str | None
    level: int = 0


type Rule = Callable[[Source], Iterator[str]]


def sources(folder: Path) -> list[Source]:
    """Parse every Python file below a folder."""
    files = [path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts]
    texts = [path.read_text() for path in files]
    names = [path.relative_to(folder).as_posix() for path in files]
    return [
        Source(folder, name, text, ast.parse(text)) for name, text in zip(names, texts, strict=True)
    ]


def findings(folder: Path, rule: Rule) -> list[str]:
    """Hold a rule against every file below a folder."""
    return [finding for source in sources(folder) for finding in rule(source)]


def nothing_comes_from_init(source: Source) -> Iterator[str]:
    """Let a package hand out its modules and nothing else."""
    for wanted in _imports(source.tree):
        package = _package(source, wanted)
        if package is not None and not _is_module(package, wanted.name):
            yield f"{source.at(wanted.node)} imports {wanted.name or 'all'} from __init__"


def nothing_is_imported_for_types_alone(source: Source) -> Iterator[str]:
    """Keep out `if TYPE_CHECKING`, which hides circles."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
                yield f"{source.at(node)} asks for TYPE_CHECKING"


def aiohttp_has_its_files(source: Source) -> Iterator[str]:
    """Leave aiohttp's client to ours, and its `web` to the pages."""
    for wanted in _imports(source.tree):
        root, _, rest = wanted.module.partition(".")
        if wanted.level or root != "aiohttp":
            continue
        part = rest.partition(".")[0] or wanted.name
        if not _may_have(source.name, part):
            yield f"{source.at(wanted.node)} imports aiohttp{f'.{part}' if part else ''}"


def executors_have_three_files(source: Source) -> Iterator[str]:
    """Let only what renders, stores or looks at the disk leave the event loop."""
    if source.name in EXECUTOR_FILES:
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in _EXECUTORS:
                yield f"{source.at(node)} uses {name}"


def files_are_short(source: Source) -> Iterator[str]:
    """Keep a file to one subject."""
    lines = len(source.text.splitlines())
    if lines > MAX_FILE_LINES:
        yield f"{source.name} has {lines} lines"


def functions_are_short(source: Source) -> Iterator[str]:
    """Keep a function to what can be seen at once."""
    for function in functions(source.tree):
        if (lines := function_lines(function)) > MAX_FUNCTION_LINES:
            yield f"{source.at(function)} {function.name} has {lines} lines"


def functions(tree: ast.Module) -> Iterator[Function]:
    """Find every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def function_lines(function: Function) -> int:
    """Count lines from `def` to the end, the docstring among them."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _imports(tree: ast.Module) -> Iterator[Import]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (Import(node, alias.name, None) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                yield from (Import(node, module or "", alias.name, level) for alias in names)


def _package(source: Source, wanted: Import) -> Path | None:
    """Return the folder of the package of ours that is imported from, if it is one."""
    own = f"custom_components.{source.folder.name}"
    if wanted.level:
        start = (source.folder / source.name).parents[wanted.level - 1]
        rest = wanted.module
    elif f"{wanted.module}.".startswith(f"{own}."):
        start, rest = source.folder, wanted.module.removeprefix(own).removeprefix(".")
    else:
        return None
    package = start.joinpath(*rest.split("."))
    return package if package.is_dir() else None


def _is_module(package: Path, name: str | None) -> bool:
    return name is not None and ((package / f"{name}.py").is_file() or (package / name).is_dir())


def _may_have(file: str, part: str | None) -> bool:
    if file in PAGE_FILES:
        return part in {"hdrs", "web"}
    return file == "immich/connection.py" and part != "web"
