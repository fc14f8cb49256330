"""Words on screen: every one exists, every one is used, Chinese is Chinese."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from geodata.config import ROOT, WEB
from geodata.language.text import _WORDS, word, words

# A paper size, grades of sources, file formats, files of the record, a technique, the switch to the
# other language, initials as one may type them.
LATIN = (
    r"A[34]|CGCS2000|[ABC](?=[级、三])|GeoJSON|GeoPackage|CSV|PNG|PDF|Excel|Word|ZIP|WebGL|English"
    r"|[a-z_]+\.csv"
    r"|qy"
)
# Words that a script has from a file of the record, by the module that writes them there.
PUBLISHED = {"geodata/record/facets.py": "filters.js"}


@cache
def trees() -> dict[str, ast.Module]:
    """Syntax trees of all our Python but the table of words itself, by path."""
    files = [ROOT / "app.py"]
    for folder in ("geodata", "components", "pages"):
        files += sorted((ROOT / folder).rglob("*.py"))
    return {
        str(f.relative_to(ROOT)): ast.parse(f.read_text(encoding="utf-8"))
        for f in files
        if f.parent.name != "words"
    }


def constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Values of a module's own names."""
    said: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            said[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            said[node.target.id] = node.value
    return said


def calls(tree: ast.Module, *names: str) -> list[ast.expr]:
    """First arguments of calls of the functions of these names."""
    return [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in names
        and node.args
    ]


def literals(node: ast.expr) -> list[str]:
    """The texts that an expression may give: a constant, both sides of a condition, a tuple."""
    match node:
        case ast.Constant(value=str(value)):
            return [value]
        case ast.IfExp(body=body, orelse=orelse):
            return [*literals(body), *literals(orelse)]
        case ast.Tuple(elts=elements):
            return [text for element in elements for text in literals(element)]
    return []


def pattern(node: ast.expr) -> str:
    """A regular expression for keys put together from parts; '' for any other expression."""
    match node:
        case ast.JoinedStr(values=values):
            return "".join(
                re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in values
            )
        case ast.BinOp(left=ast.Constant(value=str(start)), op=ast.Add()):
            return re.escape(start) + ".+"
    return ""


def sent(tree: ast.Module) -> list[str]:
    """Keys that a module takes with `words`, through its own constants too."""
    own = constants(tree)
    keys: list[str] = []
    for argument in calls(tree, "words"):
        node = own[argument.id] if isinstance(argument, ast.Name) else argument
        keys += literals(node)
    return keys


def asked() -> set[tuple[str, str]]:
    """Every key that is written out where a word is asked for, with its file."""
    said = set()
    for file, tree in trees().items():
        for argument in calls(tree, "word", "w"):
            said |= {(file, key) for key in literals(argument)}
        said |= {(file, key) for key in sent(tree)}
    return said


def test_the_search_finds_keys() -> None:
    keys = {key for _, key in asked()}
    assert {"title", "no_county", "legend", "no_wording", "erratum", "export_date"} <= keys


def test_every_key_that_is_asked_for_exists() -> None:
    assert sorted((file, key) for file, key in asked() if key not in _WORDS) == []


def test_every_key_put_together_exists() -> None:
    patterns = [
        pattern(argument) for tree in trees().values() for argument in calls(tree, "word", "w")
    ]
    patterns = [p for p in patterns if p]
    assert len(patterns) >= 2
    assert [p for p in patterns if not any(re.fullmatch(p, key) for key in _WORDS)] == []


def test_every_key_is_used() -> None:
    """Written out somewhere in the code, or of a form that the code puts together."""
    texts = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    patterns = [
        pattern(argument) for tree in trees().values() for argument in calls(tree, "word", "w")
    ]
    unused = [
        key
        for key in _WORDS
        if key not in texts and not any(p and re.fullmatch(p, key) for p in patterns)
    ]
    assert unused == []


def components() -> dict[str, tuple[str, set[str]]]:
    """For each component with words: its script, and the keys that Python sends or publishes."""
    said = {}
    for file, tree in trees().items():
        names = [
            literals(node.args[0])[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) == "bridge.component"
            and node.args
            and literals(node.args[0])
        ]
        if len(names) == 1 and sent(tree):
            said[file] = (with_imports(f"{names[0]}.js"), set(sent(tree)))
        if file in PUBLISHED:
            said[file] = (with_imports(PUBLISHED[file]), set(sent(tree)))
    return said


def with_imports(script: str) -> str:
    """The text of a script and of all that it imports, which it hands its words to."""
    texts: dict[str, str] = {}
    waiting = [script]
    while waiting:
        name = waiting.pop()
        if name not in texts:
            texts[name] = (WEB / name).read_text(encoding="utf-8")
            waiting += re.findall(r'^import .*"\./(\w+\.js)";$', texts[name], re.MULTILINE)
        if script != "frame.js":  # from which alone Streamlit's parts have their words
            waiting = [name for name in waiting if name != "chrome.js"]
    return "\n".join(texts.values())


def used(script: str) -> set[str]:
    """Keys that a script takes from `words`, also those put together."""
    keys = set(re.findall(r"\bwords\??\.([a-z_0-9]+)", script))
    for start, end in re.findall(r"\bwords\[`([a-z_]*)\$\{[^}]*\}([a-z_]*)`\]", script):
        keys |= {k for k in _WORDS if k.startswith(start) and k.endswith(end)}
    return keys


def named(script: str) -> set[str]:
    """Keys that stand in quotation marks."""
    return set(re.findall(r"[\"']([a-z_0-9]+)[\"']", script))


def test_scripts_have_the_words_they_use() -> None:
    found = components()
    assert {Path(file).name for file in found} >= {"map.py", "facets.py", "items.py"}
    missing = {file: sorted(used(js) - keys) for file, (js, keys) in found.items()}
    assert {file: keys for file, keys in missing.items() if keys} == {}


def taken_from_the_published() -> set[str]:
    """Keys that any script takes from what is published once for all of them."""
    scripts = (script.read_text(encoding="utf-8") for script in WEB.glob("*.js"))
    return {k for js in scripts for k in re.findall(r"\bwords\[language\]\.([a-z_]+)", js)}


def test_scripts_use_the_words_they_have() -> None:
    idle = {file: sorted(keys - used(js) - named(js)) for file, (js, keys) in components().items()}
    for file in PUBLISHED:
        idle[file] = sorted({*idle[file]} - taken_from_the_published())
    assert {file: keys for file, keys in idle.items() if keys} == {}


@pytest.mark.parametrize("key", sorted(_WORDS))
def test_a_word(key: str) -> None:
    """Both languages take the same values, and the Chinese has no Latin letters."""
    zh, en = _WORDS[key]
    fields = [{f for _, f, _, _ in string.Formatter().parse(text) if f} for text in (zh, en)]
    if key.startswith("finding_"):  # parts of sentences, with the spaces between them
        assert fields[0] >= fields[1]
    else:
        assert fields[0] == fields[1]
        assert zh.strip() == zh != ""
        assert en.strip() == en != ""
    bare = re.sub(rf"\{{[^}}]*\}}|{LATIN}|[pq]=", "", zh)
    assert re.findall(r"[A-Za-z]+", bare) == []


def test_word_and_words() -> None:
    assert word("county_items", "zh", counted="3 项") == "列名：3 项"
    assert word("county_items", "en", counted="items: 3") == "Named: items: 3"
    assert words(("title", "close"), "en") == {"title": "Fengtu", "close": "Close"}
    with pytest.raises(KeyError):
        word("no such word", "zh")
