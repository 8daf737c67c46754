"""The order of the rooms: who may import what."""

from collections import defaultdict

import pytest

from tests.architecture import house
from tests.architecture.source import PACKAGE, ROOT, Module, modules, own_imports


def _is_composition(module: Module) -> bool:
    return module.room in house.COMPOSITION


def test_every_folder_and_top_file_has_its_place_in_the_order() -> None:
    assert {module.room for module in modules()} <= set(house.ORDER)


def test_a_room_imports_only_rooms_before_it() -> None:
    wrong = [
        f"{module.file}:{item.line} imports {item.module}"
        for module in modules()
        for item in own_imports(module)
        if item.module != PACKAGE
        and house.ORDER.index(item.module.split(".")[1]) > house.ORDER.index(module.room)
    ]
    assert wrong == []


def test_of_another_room_only_its_offered_files_are_imported() -> None:
    wrong = []
    for module in modules():
        for item in own_imports(module):
            parts = item.module.split(".")
            room, file = parts[1], parts[-1]
            if room == module.room or room in house.FOUNDATIONS or len(parts) < 3:
                continue
            allowed = house.OFFERED_BY_ALL | set(house.OFFERED_BESIDES.get(room, ()))
            if _is_composition(module):
                allowed |= house.OFFERED_TO_COMPOSITION.get(room, set())
            if file not in allowed:
                wrong.append(f"{module.file}:{item.line} imports {item.module}")
    assert wrong == []


@pytest.mark.parametrize("offered", ["OFFERED_BESIDES", "OFFERED_TO_COMPOSITION"])
def test_nothing_is_offered_that_nobody_takes(offered: str) -> None:
    taken = {
        (item.module.split(".")[1], item.module.split(".")[-1])
        for module in modules()
        for item in own_imports(module)
        if len(item.module.split(".")) > 2 and item.module.split(".")[1] != module.room
    }
    listed = {(room, file) for room, files in getattr(house, offered).items() for file in files}
    assert listed - taken == set(), "shorten the list in house.py"


def test_no_import_of_own_code_within_a_function() -> None:
    wrong = [
        f"{module.file}:{item.line}" for module in modules() for item in own_imports(module) if item.is_local
    ]
    assert wrong == []


def test_no_import_from_a_package_root_and_none_is_relative() -> None:
    wrong = []
    for module in modules():
        for item in module.imports:
            is_root = item.module in {f"{PACKAGE}.{room}" for room in house.ROOMS} or item.module == PACKAGE
            if item.module.startswith(".") or is_root:
                wrong.append(f"{module.file}:{item.line} imports {item.module}")
    assert wrong == []


def test_package_files_hold_no_code() -> None:
    full = [path for path in (ROOT / PACKAGE).rglob("__init__.py") if path.read_text().strip()]
    assert full == []


def test_no_file_imports_itself_in_a_circle() -> None:
    """Also within a room."""
    names = {module.name for module in modules()}
    ahead: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        ahead[module.name] = {item.module for item in own_imports(module) if item.module in names}
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name not in done:
            for other in sorted(ahead[name]):
                walk(other, (*path, name))
            done.add(name)

    for name in sorted(names):
        walk(name, ())


def test_within_a_room_the_lower_files_do_not_know_the_upper_ones() -> None:
    levels = ("states", "models", "policy", "queries", "services", "forms", "views", "room")

    def level(file: str) -> int | None:
        last = file.removesuffix(".py").split("_")[-1]
        return levels.index(last) if last in levels else None

    wrong = []
    for module in modules():
        own = level(module.path.name)
        for item in own_imports(module):
            other = level(item.module.split(".")[-1] + ".py")
            same_room = len(item.module.split(".")) > 2 and item.module.split(".")[1] == module.room
            if own is not None and other is not None and same_room and other > own:
                wrong.append(f"{module.file}:{item.line} imports {item.module}")
    assert wrong == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    nothing = {"utils", "helpers", "common", "misc", "manager"}
    assert [module.file for module in modules() if module.path.stem in nothing] == []


def test_files_stay_within_what_one_can_hold_in_the_head() -> None:
    assert {module.file: n for module in modules() if (n := module.text.count("\n")) > 400} == {}
