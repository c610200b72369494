"""The folder says what a file may touch; words, SQL and names keep to their places."""

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from string import Formatter

import pytest

from components.language import words

ROOT = Path(__file__).resolve().parents[1]
OWN = {"app", "planledger", "pages", "components", "queries", "data", "benchmarks", "tests"}
READERS = {"docx", "lxml", "opencc", "pdfminer", "pdfplumber", "pypdfium2", "python_calamine", "rapidfuzz"} | {
    "PIL",
    "numpy",
    "rapidocr",
}
LEFT_ASIDE = {".git", ".venv", ".ruff_cache", ".pytest_cache", "__pycache__", ".hypothesis", "store"}


@cache
def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports(path: Path) -> frozenset[str]:
    """Dotted names of the modules that a file imports; `from a import b` counts as a and as a.b."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}: imports are written from the root"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def touches(path: Path, *modules: str) -> set[str]:
    """Which of these modules, or parts of them, a file imports."""
    return {
        name for name in imports(path) if any(name == module or name.startswith(module + ".") for module in modules)
    }


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


def modules_of(path: Path) -> set[str]:
    """Top-level modules that are neither the project's own nor Python's."""
    return tops(path) - OWN - set(sys.stdlib_module_names)


def breaches(files: list[Path], allowed) -> dict[str, list[str]]:
    """File → imports that `allowed` does not allow."""
    found = {place(path): sorted(name for name in imports(path) if not allowed(path, name)) for path in files}
    return {path: names for path, names in found.items() if names}


def of(name: str, *modules: str) -> bool:
    return any(name == module or name.startswith(module + ".") for module in modules)


# imports


def test_the_server_knows_queries_and_components():
    assert tops(ROOT / "app.py") & OWN <= {"queries", "components"}
    assert modules_of(ROOT / "app.py") <= {"streamlit", "starlette"}


def test_a_page_knows_components_alone():
    def allowed(path: Path, name: str) -> bool:
        return of(name, "components") or name.split(".")[0] in {*sys.stdlib_module_names, "streamlit"}

    assert python_files("pages")
    assert breaches(python_files("pages"), allowed) == {}


# room of components/ → the other rooms that it may import
ROOMS = {
    "model": (),
    "language": ("model",),
    "look": ("model",),
    "charts": ("model", "language", "look"),
    # views make charts as values, and draw them until pages and files do
    "views": ("charts", "model", "language", "look"),
    "exports": ("charts", "model", "language", "look"),
    "ui": ("views", "exports", "model", "language", "look"),
}
# the files that alone reach out of their room, and to what
DOORS = {
    # the command line asks for the briefings whose files it writes
    "components/exports/__main__.py": ("components.views",),
    "components/exports/csv.py": ("queries.delimited",),
    "components/views/briefing.py": ("data", "data.briefings", "data.people", "data.refused"),
    # who asks, and what they may
    "components/views/people.py": ("data", "data.people", "data.roles", "data.store"),
    # results entered and taken in, imports taken out again: what is written besides briefings
    "components/views/maintenance.py": ("data", "data.imports", "data.people", "data.refused", "data.results"),
    "components/views/imported.py": ("data", "data.backups", "data.people", "data.results"),
    "components/views/explained.py": ("data", "data.people", "data.results"),
    # drafts of next targets, kept under a name
    "components/views/kept_drafts.py": ("data", "data.people", "data.refused", "data.target_drafts"),
    # a document read, reviewed and taken in, and the pages of originals
    "components/views/plan_reading.py": ("data", "data.people", "data.reading", "data.reviewing"),
    "components/views/review_data.py": ("data", "data.reading", "data.reviewing"),
    "components/views/originals.py": ("data", "data.reading", "data.reviewing"),
    "components/ui/original_pages.py": ("starlette",),
    # what the command line answers, over HTTP
    "components/ui/answers.py": ("starlette", "queries", "queries.choices"),
    "components/ui/login.py": ("starlette",),
    "components/ui/presentation.py": ("starlette",),
    "components/ui/page_shell.py": ("starlette",),
}
# what is used in these rooms alone; anything else that is installed, in every room
TOOLS = {
    "streamlit": ("ui",),
    "starlette": (),
    "duckdb": (),
    "plotly": ("ui",),
    "docx": ("exports",),
    "pptx": ("exports",),
    "xlsxwriter": ("exports",),
}


def _may_use(room: str, path: Path, name: str) -> bool:
    top = name.split(".")[0]
    if of(name, *DOORS.get(place(path), ())) or name == "components":
        return True
    if top in OWN:
        rooms = [f"components.{other}" for other in (room, *ROOMS[room])]
        return of(name, *rooms, *(["queries"] if room == "views" else []))
    return room in TOOLS.get(top, (room,))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_what_it_may(room):
    files = python_files(f"components/{room}")
    assert files
    assert breaches(files, lambda path, name: _may_use(room, path, name)) == {}


def test_components_are_rooms_and_the_main_script():
    beside = {path.name for path in (ROOT / "components").iterdir() if path.name != "__pycache__"}
    assert beside == {"__init__.py", "frame.py", *ROOMS}


def test_the_model_uses_nothing_but_python_and_what_a_view_is_made_of():
    assert {name for path in python_files("components/model") for name in modules_of(path)} <= {"numpy", "pandas"}


def test_presenting_gives_what_views_and_exports_make():
    presentation = ROOT / "components/ui/presentation.py"
    assert not touches(presentation, "streamlit", "queries", "data", "plotly", "components.charts")


def test_charts_are_plain_data_that_streamlit_alone_gets_as_a_figure_of_plotly():
    found = {place(path): touches(path, "plotly") for path in python_files("components", "pages")}
    assert {path: names for path, names in found.items() if names} == {
        "components/ui/show.py": {"plotly.graph_objects"}
    }


def test_queries_know_duckdb_and_the_store():
    def allowed(path: Path, name: str) -> bool:
        own = of(name, "queries", "data.store") or name == "data"
        return own or name.split(".")[0] in {*sys.stdlib_module_names, "duckdb", "pandas"}

    assert breaches(python_files("queries"), allowed) == {}


def test_data_knows_duckdb_and_readers_of_documents_in_reading():
    def allowed(path: Path, name: str) -> bool:
        readers = READERS if "reading" in path.parts else set()
        # the form that a bureau fills in is the one file that data/ writes for people
        writers = {"xlsxwriter"} if place(path) == "data/results/template.py" else set()
        # and one speaks with the database that a store may be in
        written_in = {"psycopg"} if place(path) == "data/homes/database.py" else set()
        others = {"duckdb", *readers, *writers, *written_in}
        return of(name, "data") or name.split(".")[0] in {*sys.stdlib_module_names, *others}

    assert breaches(python_files("data"), allowed) == {}


# names and places


def test_no_file_is_named_for_holding_anything():
    names = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [place(path) for path in ROOT.rglob("*") if path.stem.lower() in names and _is_ours(path)] == []


def test_no_component_bears_the_name_of_an_installed_module():
    # components/ comes first on the path of the main script: such a file would be imported in its stead.
    installed = {*packages_distributions(), *sys.stdlib_module_names}
    beside = [path for path in (ROOT / "components").iterdir() if path.suffix == ".py" or path.is_dir()]
    assert [place(path) for path in beside if path.stem in installed] == []


def test_tests_have_names_of_their_own():
    # without packages, pytest imports a test by its bare name
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def _texts(path: Path) -> list[str]:
    """The strings of a file without its docstrings; the parts of an f-string together."""
    docs = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False):
            docs.add(id(node.body[0].value))
    inside = {id(part) for node in ast.walk(tree(path)) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | inside:
            found.append(node.value)
    return found


SQL = re.compile(
    r"\bselect\b.+\bfrom\b|\b(insert\s+into|delete\s+from|create\s+(temp\s+)?(table|view|macro)|alter\s+table)\b"
    r"|\bupdate\b.+\bset\b",
    re.IGNORECASE | re.DOTALL,
)


def test_sql_stands_in_data_and_queries_alone():
    files = [ROOT / "app.py", *python_files("pages", "components")]
    assert [(place(path), text) for path in files for text in _texts(path) if SQL.search(text)] == []
    assert [place(path) for folder in ("pages", "components", "docs") for path in (ROOT / folder).rglob("*.sql")] == []


def test_sql_would_be_noticed():
    assert SQL.search("select * from facts")
    assert not SQL.search("Select a city from the list".removeprefix("Select"))


def test_no_page_puts_html_of_its_own():
    for path in python_files("pages"):
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text, place(path)
        assert ".html(" not in text, place(path)


def test_unsafe_html_is_not_asked_for_anywhere():
    files = [ROOT / "app.py", *python_files("pages", "components")]
    assert [place(path) for path in files if "unsafe_allow_html" in path.read_text(encoding="utf-8")] == []


# languages


def _language_comparisons(path: Path) -> int:
    """How many comparisons of a file have the language in use on one side."""

    def is_language(node: ast.AST) -> bool:
        name = node.func if isinstance(node, ast.Call) else node
        return (name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")) in ("language", "lang")

    compared = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Compare)]
    return sum(any(map(is_language, [node.left, *node.comparators])) for node in compared)


def test_the_language_is_compared_in_words_and_views_alone():
    files = [ROOT / "app.py", *python_files("pages", "components", "queries", "data")]
    comparing = {place(path) for path in files if _language_comparisons(path)}
    allowed = {"components/language/words.py", "components/ui/bar.py"}  # the bar offers the other one
    assert {path for path in comparing if not path.startswith("components/views/")} <= allowed


def test_pages_and_charts_hold_no_chinese_and_no_words_of_their_own():
    # a Chinese letter in a string is a word outside words.csv; marks of a width or list are not
    letters = re.compile(r"[\u4e00-\u9fff]")
    files = [ROOT / "app.py", *python_files("pages"), ROOT / "components/ui/show.py", ROOT / "components/ui/bar.py"]
    assert [(place(path), text) for path in files for text in _texts(path) if letters.search(text)] == []


def test_a_line_of_sql_has_at_most_120_characters_and_a_file_400_lines():
    files = [*(ROOT / "data").glob("*.sql"), *(ROOT / "queries").glob("*.sql")]
    lines = {place(path): path.read_text(encoding="utf-8").splitlines() for path in files}
    assert [(name, nr) for name, found in lines.items() for nr, line in enumerate(found, 1) if len(line) > 120] == []
    assert [name for name, found in lines.items() if len(found) > 400] == []


def test_a_source_file_has_at_most_400_lines_and_a_function_eight_parameters():
    # what draws takes the sizes and places of all that stands together
    files = [*ROOT.glob("*.py"), *python_files("pages", "components", "queries", "data", "benchmarks")]
    assert [place(path) for path in files if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []
    functions = [
        (place(path), node.name, [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)])
        for path in files
        if not place(path).startswith("components/charts/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(functions) > 1000
    assert [(path, name) for path, name, given in functions if len([a for a in given if a != "self"]) > 8] == []


def test_sql_says_its_words_by_sayings_and_names_chinese_only_where_it_reads_what_is_printed():
    # faults.sql speaks of the CSV before the sayings are read; the others look for these in labels and notes
    printed = {"新增", "总量", "数", "占", "人[数數]", "存疑", "其中"}
    files = [*sorted((ROOT / "data").glob("*.sql")), *sorted((ROOT / "queries").glob("*.sql"))]
    spoken = {
        (place(path), text)
        for path in files
        if path.name != "faults.sql"
        for text in re.findall(
            r"'([^'\n]*[\u4e00-\u9fff][^'\n]*)'", re.sub(r"(?m)--.*$", "", path.read_text(encoding="utf-8"))
        )
    }
    assert {(name, text) for name, text in spoken if text not in printed} == set()
    assert {text for _, text in spoken} == printed


# numbers


def test_numbers_are_written_in_one_place_alone():
    # what is no number said: lengths of style sheets and pictures, the end of an axis, the bare cells of a workbook
    lengths = {"components/charts/marks.py", "components/exports/html/deck.py", "components/exports/html/table.py"}
    bare = {"components/exports/layout/value_axis.py", "components/exports/xlsx/table.py"}
    allowed = {"components/language/numerals.py"} | lengths | bare
    writing = {
        place(path)
        for path in python_files("pages", "components")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FormattedValue)
        and isinstance(node.format_spec, ast.JoinedStr)
        and any(re.search("[,.efg%]", str(getattr(part, "value", ""))) for part in node.format_spec.values)
    }
    assert writing <= allowed
    assert "components/language/numerals.py" in writing


# words


def _said(node: ast.expr) -> list[str]:
    """The word ids that an expression may be, as patterns: what is not known beforehand is [^.]+ there."""
    if isinstance(node, ast.Constant):
        return [re.escape(node.value)] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(part.value) if isinstance(part, ast.Constant) else "[^.]+" for part in node.values]
        return ["".join(parts)]
    if isinstance(node, ast.IfExp):
        return [*_said(node.body), *_said(node.orelse)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [a + b for a in _said(node.left) or ["[^.]+"] for b in _said(node.right) or ["[^.]+"]]
    return []


@cache
def _calls() -> list[tuple[str, str, str]]:
    """(file, function, pattern of a word id) of every call that says a word."""
    found = []
    for path in [ROOT / "app.py", *python_files("pages", "components")]:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if function in ("say", "show_section", "show_note"):
                found += [(place(path), function, pattern) for pattern in _said(node.args[0])]
            elif function == "say_each":
                found += [(place(path), function, pattern + r"\.[^.]+") for pattern in _said(node.args[0])]
    return found


def test_every_word_that_is_said_is_in_the_table():
    known = words.table()
    assert len(_calls()) > 100
    missing = {(path, said) for path, _, said in _calls() if not any(re.fullmatch(said, word) for word in known)}
    assert missing == set()


def test_every_word_of_the_table_is_said():
    files = [ROOT / "app.py", *python_files("pages", "components")]
    constants = {text for path in files for text in _texts(path)}
    # f"{family}.{name}" says the words of the families that stand somewhere as text
    patterns = {said for _, _, said in _calls()} - {r"[^.]+\.[^.]+", "[^.]+[.][^.]+"}

    def is_said(word: str) -> bool:
        family, _, name = word.partition(".")
        by_family = family in constants and any(name.startswith(text) or name in constants for text in constants)
        return word in constants or by_family or any(re.fullmatch(pattern, word) for pattern in patterns)

    assert [word for word in words.table() if not is_said(word)] == []


def test_words_are_said_with_the_names_they_have():
    files = [ROOT / "app.py", *python_files("pages", "components")]
    wrong = []
    for path in files:
        for node in ast.walk(tree(path)):
            is_say = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "say"
            if not is_say or not node.args or any(keyword.arg is None for keyword in node.keywords):
                continue
            if isinstance(node.args[0], ast.Constant) and (row := words.table().get(node.args[0].value)):
                given = {keyword.arg for keyword in node.keywords}
                needed = {name for _, name, _, _ in Formatter().parse(row["zh"]) if name}
                if needed - given:
                    wrong.append((place(path), row["word_id"], sorted(needed - given)))
    assert wrong == []


def test_every_view_that_is_made_has_its_caption():
    made = [
        (place(path), keyword.value.value)
        for path in python_files("components/views")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "View"
        for keyword in node.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    ]
    assert len(made) >= 4
    assert [(path, name) for path, name in made if f"table.caption.{name}" not in words.table()] == []


# what does not belong in the tree


def _is_ours(path: Path) -> bool:
    return path.is_file() and not LEFT_ASIDE & set(path.relative_to(ROOT).parts)


# written in pieces, so that this file is not found by its own rule
FOREIGN = re.compile(
    r"\b(cla" r"ude|anth" r"ropic|open" r"ai|co" r"pilot|chat" r"gpt)\b"
    r"|(?<![\w.~}])/(wo" r"rk|tm" r"p|ho" r"me|ro" r"ot)/[\w.]"
    r"|\b(this|another|previous|next|later|earlier|my|helper) ses" r"sion\b",
    re.IGNORECASE,
)  # fmt: skip


def test_nothing_in_the_tree_speaks_of_the_place_where_it_was_written():
    found = []
    for path in filter(_is_ours, ROOT.rglob("*")):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [(place(path), number) for number, line in enumerate(lines, 1) if FOREIGN.search(line)]
    assert found == []


@pytest.mark.parametrize("folder", ["pages", "components", "queries", "data"])
def test_there_is_something_to_hold_to_the_rules(folder):
    assert python_files(folder)


def test_the_page_on_architecture_draws_the_rooms_and_their_imports():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^(\w+) +→ +((?:\w+, )*\w+(?=  )|)", text, flags=re.MULTILINE)
    assert {room: tuple(other for other in others.split(", ") if other) for room, others in drawn} == ROOMS
