"""Whoever asks for units, codings, codes, readings, quotes or the trail asks as a viewer, through visible() or heard().

A rule for the code, held by reading it: a query that forgets the rule fails here, not in a study.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

import pytest

import app

HOUSE = Path(app.__file__).parent
ROOMS = ("store/queries", "workbench")
GUARDED = frozenset(
    {
        "MeaningUnit", "UnitMaker", "UnitTurn", "Coding", "Code", "Quote", "FindingPassage", "KeptTally", "Reading",
        "TrailRow", "Memo", "EarlierWords", "LeftOut", "FirstThought", "Decision", "TurnAnswer",
    }
)  # fmt: skip
STATEMENTS = frozenset({"select", "delete", "update", "exists"})
SOURCES = frozenset(
    {"join", "outerjoin", "join_from", "outerjoin_from", "select_from", "with_only_columns", "add_columns"}
)
# Who may see a row; and who may hear of an act, which is asked of the trail only.
RULES = {"visible": frozenset(), "heard": frozenset({"TrailRow"})}
BY_HAND = frozenset({"get", "get_one", "query", "text", "exec_driver_sql", "literal_column"})

# Who may ask without the rule, and why.
EXCEPTIONS = {
    ("store/queries/trail.py", "whole_trail"): "the auditor's check reads every row, for nobody's eyes",
    ("store/queries/live.py", "acts_after"): "it asks for many viewers at once, each through heard(viewer)",
    ("store/queries/readings.py", "turns_read"): "what somebody left out counts as not read, whoever counts",
    ("store/queries/texts.py", "kept_unseen"): "words are taken out of what nobody reads yet, too",
    ("store/queries/memos.py", "placed"): "words move for all, and nobody is told which memos moved with them",
    (
        "store/queries/memos.py",
        "every_text",
    ): "words are taken out of every memo, and nobody is shown those they may not",
    ("workbench/memo_places.py", "carry_memos"): "words move for all",
    ("workbench/memo_places.py", "move_memos"): "codings become one for all",
    ("workbench/themes.py", "let_go_if_empty"): "a theme is kept for a quote that its remover cannot see, too",
}
# The only other files that know the guarded tables, and why.
KEEPERS = {
    "store/visible.py": "it is the rule",
    "store/trail_chain.py": "it adds rows and reads none",
    "store/outdated.py": "it removes kept tallies and reads none",
}


@dataclass
class Asked:
    """What one function asks for, and whom it asks as."""

    models: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    by_hand: set[str] = field(default_factory=set)
    has_viewer: bool = False

    def faults(self) -> list[str]:
        """Return what breaks the rule."""
        if not self.models and not self.by_hand:
            return []
        found = [f"asks by hand with {call}" for call in sorted(self.by_hand)]
        if self.models and not self.has_viewer:
            found.append("has no viewer")
        return found + [f"does not ask visible(viewer, {model})" for model in sorted(self.models - self.shown)]


def name_of(node: ast.AST) -> str:
    """Return the last name of `Coding`, `tables.Coding`, `select` or `session.get`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def mentioned(nodes: list[ast.expr], other_names: dict[str, str]) -> set[str]:
    """Return the guarded models in these expressions, also under another name."""
    names = {other_names.get(name_of(part), name_of(part)) for node in nodes for part in ast.walk(node)}
    return names & GUARDED


def other_names_in(tree: ast.AST) -> dict[str, str]:
    """Return the names that stand for a guarded model: imported as, aliased, or simply called so."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.store.tables"):
            names |= {one.asname: one.name for one in node.names if one.asname and one.name in GUARDED}
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Call) and name_of(value.func) == "aliased":
                value = value.args[0]
            if name_of(value) in GUARDED:
                names[node.targets[0].id] = name_of(value)
    return names


def asked_by(function: ast.AST, other_names: dict[str, str]) -> Asked:
    """Read one function."""
    found = Asked()
    if isinstance(function, ast.FunctionDef):
        arguments = function.args
        found.has_viewer = "viewer" in {
            one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        }
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        called, models = name_of(call.func), mentioned(call.args, other_names)
        if "viewer" in map(name_of, call.args):
            found.calls.add(called)
        if called in STATEMENTS:
            found.models |= models
        elif called in SOURCES:
            found.models |= mentioned(call.args[:2] if called.endswith("_from") else call.args[:1], other_names)
        elif called in {"text", "exec_driver_sql", "literal_column"} or (called in BY_HAND and models):
            found.by_hand.add(called)
        elif called in RULES and [name_of(call.args[0])] == ["viewer"]:
            found.shown |= models | RULES[called]
    return found


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield every function and method of a module, and what stands outside them."""
    outside = ast.Module([node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)], [])
    yield "the module", outside
    yield from ((node.name, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def faults_in(source: str) -> dict[str, list[str]]:
    """Return, for each function that breaks the rule, what is wrong with it."""
    tree = ast.parse(source)
    other_names = other_names_in(tree)
    asked = {name: asked_by(function, other_names) for name, function in functions(tree)}
    rules = {name: set(one.shown) for name, one in asked.items()}
    for one in asked.values():  # a function that goes on from another's query keeps its rule
        one.shown.update(*(rules.get(called, ()) for called in one.calls))
    return {name: one.faults() for name, one in asked.items() if one.faults()}


def files_of_the_rooms() -> list[Path]:
    return [file for room in ROOMS for file in sorted((HOUSE / room).glob("*.py"))]


def test_every_query_asks_as_a_viewer():
    broken = {
        (str(file.relative_to(HOUSE)), name): faults
        for file in files_of_the_rooms()
        for name, faults in faults_in(file.read_text(encoding="utf-8")).items()
    }

    assert {place: faults for place, faults in broken.items() if place not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) == set(broken), "an exception that is none any more is taken off the list"


def test_the_rule_reads_the_queries_that_matter():
    guarded = {
        f"{file.parent.name}/{file.stem}.{name}": asked_by(function, {}).models
        for file in files_of_the_rooms()
        for name, function in functions(ast.parse(file.read_text(encoding="utf-8")))
    }

    assert guarded["queries/coding._codings"] == {"Coding", "MeaningUnit", "Code"}
    assert guarded["queries/coding.coded_passages"] == {"Coding", "MeaningUnit"}
    assert guarded["queries/trail.trail"] == {"TrailRow"}
    assert sum(bool(models) for models in guarded.values()) > 20


def test_nobody_else_knows_the_guarded_tables():
    knowing = set()
    for file in HOUSE.rglob("*.py"):
        place = file.relative_to(HOUSE).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            from_tables = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.store.tables")
            if from_tables and GUARDED & {one.name for one in node.names} and not place.startswith(ROOMS):
                knowing.add(place)

    assert knowing - {"store/tables/__init__.py"} == set(KEEPERS)


BAD = {
    "forgets": (
        "def f(session, viewer): return session.scalars(select(Coding).where(Coding.study_id == viewer.study_id))",
        "does not ask visible(viewer, Coding)",
    ),
    "shows another table": (
        "def f(session, viewer): return select(Coding).where(visible(viewer, MeaningUnit))",
        "does not ask visible(viewer, Coding)",
    ),
    "forgets the second table": (
        "def f(session, viewer): return select(Coding).join(MeaningUnit, a == b).where(visible(viewer, Coding))",
        "does not ask visible(viewer, MeaningUnit)",
    ),
    "counts": (
        "def f(session, viewer): return select(func.count()).select_from(Code).where(Code.id == 1)",
        "does not ask visible(viewer, Code)",
    ),
    "deletes": ("def f(session, viewer): session.execute(delete(Quote))", "does not ask visible(viewer, Quote)"),
    "changes": (
        "def f(session, viewer): session.execute(update(Reading).values(state=1))",
        "does not ask visible(viewer, Reading)",
    ),
    "asks as nobody": ("def f(session, study_id): return select(TrailRow.act)", "has no viewer"),
    "asks as somebody else": (
        "def f(session, viewer): return select(Code).where(visible(lead, Code))",
        "does not ask visible(viewer, Code)",
    ),
    "gives it another name": (
        "def f(session, viewer):\n    other = aliased(UnitTurn)\n    return select(other.words)",
        "does not ask visible(viewer, UnitTurn)",
    ),
    "imports it under another name": (
        "from app.store.tables import Coding as C\ndef f(session, viewer): return select(C)",
        "does not ask visible(viewer, Coding)",
    ),
    "names the room": (
        "def f(session, viewer): return select(tables.Coding.id)", "does not ask visible(viewer, Coding)",
    ),
    "gets it by its id": ("def f(session, viewer): return session.get(Coding, 1)", "asks by hand with get"),
    "writes its own SQL": ("def f(session, viewer): return text('SELECT * FROM coding')", "asks by hand with text"),
    "goes on from a query without the rule": (
        "def g(viewer): return select(Member)\ndef f(session, viewer): return g(viewer).add_columns(Coding.id)",
        "does not ask visible(viewer, Coding)",
    ),
    "hides in a method": (
        "class A:\n    def f(self, viewer): return select(Quote)", "does not ask visible(viewer, Quote)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "fault"), BAD.values(), ids=BAD)
def test_a_query_that_breaks_the_rule_is_caught(source, fault):
    assert fault in faults_in(source)["f"]


def test_a_query_outside_any_function_is_caught():
    assert faults_in("ALL = select(Coding)")["the module"][0] == "has no viewer"


def test_a_query_that_keeps_the_rule_is_let_through():
    good = dedent(
        """
        def f(session, viewer):
            units = aliased(MeaningUnit)
            return (
                select(Coding.id, units.start).join(units, a == b).outerjoin(Member, c == d)
                .where(visible(viewer, Coding), visible(viewer, MeaningUnit))
            )

        def h(session, viewer): return f(session, viewer).add_columns(MeaningUnit.end)

        def g(session, viewer): return select(Member.id).where(Member.study_id == viewer.study_id)
        """
    )

    assert faults_in(good) == {}
