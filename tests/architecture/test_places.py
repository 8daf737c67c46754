"""What may stand in which file: libraries, the clock, the environment, selects, unescaped text."""

import ast
import re

from tests.architecture import house
from tests.architecture.source import ROOT, Module, modules

FLASK_ITSELF = frozenset({"flask", "flask_wtf", "flask_login", "flask_security", "flask_limiter"})


def _may_use_flask(module: Module) -> bool:
    return (
        module.room in house.FLASK_ROOMS
        or module.file in house.FLASK_FILES
        or module.file in house.FLASK_BESIDES
        or module.path.name.endswith(house.FLASK_ENDINGS)
    )


def test_flask_stands_only_on_the_request_side() -> None:
    wrong = [
        f"{module.file}:{item.line}"
        for module in modules()
        for item in module.imports
        if item.module.split(".")[0] == "flask" and not _may_use_flask(module)
    ]
    assert wrong == []


def test_a_room_takes_only_addresses_from_flask() -> None:
    """`room.py` may make links for tasks; it must not look at a request."""
    for module in modules():
        if module.path.name == "room.py" and module.room != "web":
            names = {
                alias.name
                for node in ast.walk(module.tree)
                if isinstance(node, ast.ImportFrom) and node.module == "flask"
                for alias in node.names
            }
            assert names <= {"url_for", "Blueprint"}, module.file


def test_each_library_stands_where_it_is_listed() -> None:
    wrong = [
        f"{module.file}:{item.line} imports {item.module}"
        for module in modules()
        for item in module.imports
        if (places := house.ONLY_IN.get(item.module.split(".")[0])) is not None and module.file not in places
    ]
    assert wrong == []


def test_nobody_but_core_reads_the_clock() -> None:
    reading = re.compile(
        r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|localtime|gmtime)|utcnow)\b"
    )
    wrong = [
        f"{module.file}: {found[0]}"
        for module in modules()
        if module.file != "core/clock.py" and (found := reading.search(module.text))
    ]
    assert wrong == []


def test_nobody_but_core_and_the_composition_reads_the_environment() -> None:
    reading = re.compile(r"\bos\.(environ|getenv)\b|\bfrom os import .*\b(environ|getenv)\b")
    found = {module.file for module in modules() if reading.search(module.text)}
    assert found <= {"core/config.py", "app.py"}


def test_select_stands_in_queries() -> None:
    found = {
        module.file
        for module in modules()
        if module.calls("select") and not module.path.name.endswith("queries.py")
    }
    assert found == set(house.SELECT_BESIDES)


def test_only_the_unit_of_work_commits() -> None:
    wrong = [
        module.file
        for module in modules()
        if module.calls("commit")
        # A connection's set-up ends its own transaction before it is anybody's; the index has commits of its own.
        and module.file not in ("core/unit_of_work.py", "core/db.py")
        and module.room != "search"
    ]
    assert wrong == []


def test_services_do_not_render_and_views_do_not_select() -> None:
    for module in modules():
        if module.path.name.endswith("services.py"):
            assert not module.calls("render_template"), module.file
        if module.path.name.endswith("views.py"):
            used = {item.module.split(".")[0] for item in module.imports}
            assert "sqlalchemy" not in used, module.file


def test_no_text_goes_out_unescaped() -> None:
    """R24: no exception so far. One would be listed here with its reason."""
    for module in modules():
        assert not re.search(r"\bMarkup\(|render_template_string", module.text), module.file
        assert not re.search(r"import .*\bMarkup\b", module.text), module.file
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), path.name


def test_a_service_takes_the_actor_first() -> None:
    """What writes for somebody says for whom; a record comes second, everything else by name."""
    wrong = []
    for module in modules():
        if not module.path.name.endswith("services.py"):
            continue
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [argument.arg for argument in node.args.args]
                if names[:1] != ["actor"] and not _writes_nothing(node):
                    wrong.append(f"{module.file} {node.name}")
                assert len(names) <= 2, f"{module.file}: {node.name} takes {names} by position"
    assert set(wrong) == set(house.SERVICES_OF_THE_SYSTEM)


def _writes_nothing(node: ast.FunctionDef) -> bool:
    """Whether a helper only prepares or queues: it touches neither session nor audit trail."""
    source = ast.unparse(node)
    return "db.session" not in source and "audit." not in source


def test_audit_actions_follow_the_grammar() -> None:
    grammar = re.compile(r"[a-z_]+:[a-z_]+:[a-z_]+")
    found = 0
    for module in modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in ("record", "record_many") and ast.unparse(node.func.value) == "audit":
                action = node.args[1]
                assert isinstance(action, ast.Constant), f"{module.file}:{node.lineno} is not literal"
                assert grammar.fullmatch(action.value), action.value
                assert action.value.split(":")[0] == module.room, action.value
                found += 1
    assert found >= 10
