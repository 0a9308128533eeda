"""How does a model begin: from nothing, from a sample, or from an estate that exists?"""

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from topo.errors import UsageError, WriteRefused
from topo.resources import find_resource
from topo.source.discovery import OVERLAY, ROOT
from topo.source.loading import LoadedModel, load_model
from topo.source.writing import render_yaml, write_new

SCHEMA = "topo.schema.json"
SCENARIO_SCHEMA = "scenario.schema.json"
"""The JSON Schema that stands beside scenario files, for editors."""
SCENARIOS = "scenarios"
"""The folder of a model's scenarios, beside its `topo.yaml`."""
MODELINE = "# yaml-language-server: $schema={schema}"
_MODELINE_START = MODELINE.partition("{")[0]
_IGNORED = ".gitignore"

STARTER = """\
{modeline}
topo: 1
organization: {{name: My organisation}}

# Every YAML file in this folder belongs to the model; split it as it grows.
files: ["**/*.yaml"]

# The teams. `size` is enough to begin with; later say `roles` or `members`, `type`, `group` …
teams:
  checkout: {{size: 7, owns: [cart-api, shop-web]}}
  platform: {{size: 6, type: platform, owns: [deploy]}}

# The services. `owner:` here and `owns:` on the team mean the same.
services:
  cart-api: {{depends_on: [deploy]}}

# Next: say which `domains` there are and how complex, which guardrails bind (`tissue`), who has agreed
# to work with whom (`interactions`). Each section unlocks what `topo check` can see.
"""


def start_starter(folder: Path, *, schema: str) -> list[Path]:
    """Write the commented starter model; returns the files written. Raises `WriteRefused` over a model."""
    return _write(folder, {ROOT: STARTER.format(modeline=MODELINE.format(schema=SCHEMA)), SCHEMA: schema})


def start_sample(folder: Path, name: str, *, schema: str, scenario_schema: str) -> list[Path]:
    """Copy a sample; returns the files written. Raises `UsageError` where there is none of that name."""
    base = find_resource("samples", name)
    files = {SCHEMA: schema}
    for path in sorted(base.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text(encoding="utf-8")
            relative = path.relative_to(base)
            if path.suffix == ".yaml" and SCENARIOS in relative.parts:
                files[relative.with_name(SCENARIO_SCHEMA).as_posix()] = scenario_schema
                text = _with_modeline(text, SCENARIO_SCHEMA)
            elif path.suffix == ".yaml":
                text = _with_modeline(text, "../" * (len(relative.parts) - 1) + SCHEMA)
            files[relative.as_posix()] = text
    return _write(folder, files)


def start_from(
    folder: Path, source: Mapping[str, object], *, schema: str, freeze: bool
) -> tuple[list[Path], LoadedModel]:
    """Begin with an estate: `source` is an item of `sources:` whose paths start in the working folder.

    `freeze` writes what it says as YAML; else the model reads it in place. Returns the files written and
    the model as read.
    """
    if (folder / ROOT).exists():
        raise _refused(folder / ROOT)
    with tempfile.TemporaryDirectory() as scratch:
        draft = Path(scratch) / ROOT
        draft.write_text(render_yaml({"topo": "1", "sources": [_absolute(source)]}), encoding="utf-8")
        loaded = load_model(draft)
    bad = [finding for finding in loaded.findings if finding.address.steps[:1] == ("sources",)]
    if bad:
        raise UsageError(bad[0].message, hint=bad[0].hint)
    files = {SCHEMA: schema}
    head = f"{MODELINE.format(schema=SCHEMA)}\ntopo: 1\n"
    if freeze:
        from topo.source.freezing import freeze as frozen

        files[ROOT] = head + 'files: ["**/*.yaml"]\n'
        files |= {name: f"{MODELINE.format(schema=SCHEMA)}\n{text}" for name, text in frozen(loaded).items()}
    else:
        files[ROOT] = head + render_yaml({"sources": [_relative(source, folder)]})
    return _write(folder, files), loaded


def _absolute(source: Mapping[str, object]) -> dict[str, object]:
    return {key: _each(value, lambda path: Path(path).resolve().as_posix()) for key, value in source.items()}


def _relative(source: Mapping[str, object], folder: Path) -> dict[str, object]:
    start = folder.resolve()
    return {
        key: _each(value, lambda path: Path(os.path.relpath(Path(path).resolve(), start)).as_posix())
        for key, value in source.items()
    }


def _each(value: object, change: Callable[[str], str]) -> object:
    return [change(item) for item in value] if isinstance(value, list) else change(str(value))


def _with_modeline(text: str, schema: str) -> str:
    if text.startswith(_MODELINE_START):
        text = text.partition("\n")[2]
    return f"{MODELINE.format(schema=schema)}\n{text}"


def _write(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write all files or, where one of them is there already, none."""
    for name in files:
        if os.path.lexists(folder / name) and name != SCHEMA:
            raise _refused(folder / name)
    written = []
    ignored = {_IGNORED: f"{OVERLAY}\n"} if not os.path.lexists(folder / _IGNORED) else {}
    for name, text in {**files, **ignored}.items():
        if not os.path.lexists(folder / name):
            write_new(folder / name, text)
            written.append(folder / name)
    return written


def _refused(path: Path) -> WriteRefused:
    return WriteRefused(f"`{path}` is there already, and is left as it is", hint="name another folder")
