"""The source of the house, read once as syntax trees: modules, their rooms, and what each imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "roster"


@dataclass(frozen=True)
class Import:
    """One imported name: `module` is the file that it comes from, or the library's module."""

    module: str
    line: int
    is_local: bool


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    name: str
    path: Path
    tree: ast.Module
    imports: tuple[Import, ...]

    @property
    def room(self) -> str:
        """The package that it stands in; a file at the top is a room of its own."""
        return self.name.split(".")[1]

    @property
    def file(self) -> str:
        """Its path within the package, such as `web/guard.py`."""
        return str(self.path.relative_to(ROOT / PACKAGE))

    @property
    def text(self) -> str:
        """The file as written."""
        return self.path.read_text(encoding="utf-8")

    def calls(self, name: str) -> list[int]:
        """Lines on which something of this name is called, as a function or as a method."""
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                called = node.func
                last = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if last == name:
                    found.append(node.lineno)
        return found


@cache
def modules() -> tuple[Module, ...]:
    """Every file of the package but the empty package files."""
    paths = sorted((ROOT / PACKAGE).rglob("*.py"))
    return tuple(_module(path) for path in paths if path.name != "__init__.py")


def own_imports(module: Module) -> Iterator[Import]:
    """What a file imports of our own code."""
    return (item for item in module.imports if item.module.split(".")[0] == PACKAGE)


def _module(path: Path) -> Module:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return Module(name, path, tree, tuple(_imports(tree)))


def _imports(outer: ast.AST, *, is_local: bool = False) -> Iterator[Import]:
    """Statements hold imports, expressions never do: these need not be walked."""
    for node in ast.iter_child_nodes(outer):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, is_local)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            for alias in node.names:
                yield Import(_file_of(source, alias.name), node.lineno, is_local)
        elif isinstance(node, (ast.stmt, ast.excepthandler, ast.match_case)):
            is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            yield from _imports(node, is_local=is_local or is_function)


@cache
def _file_of(source: str, name: str) -> str:
    """`from roster.core import clock` means the file `roster.core.clock`."""
    inner = ROOT.joinpath(*source.split("."), name)
    is_module = inner.with_suffix(".py").exists() or (inner / "__init__.py").exists()
    return f"{source}.{name}" if is_module else source
