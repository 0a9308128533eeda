"""Which scenarios does a model have, and what does one file say together with those that it extends?"""

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from topo.change.scenario.reading import Due, EntryPlace, ReadScript, check_order, read_script
from topo.change.script import Script
from topo.errors import UsageError
from topo.findings import Address, Finding, Position
from topo.rules.naming import quoted
from topo.source.discovery import expand_glob
from topo.source.positions import Document, Documents, Mapping, Positions, Sequence, pack_mark, show_path
from topo.source.reading import read_yaml
from topo.source.starting import SCENARIOS
from topo.source.text_file import read_text, report_problems
from topo.source.validating import Validator
from topo.text import did_you_mean, printable

_SUFFIXES = (".yaml", ".yml")
_MOST_EXTENDED = 50
_KEYS = ("scenario", "corrections", "moves", "phases")
_SCENARIO_LINE = re.compile(r"^scenario\s*:", re.MULTILINE)
_EXTENDS = Address.of("extends")


@dataclass(frozen=True)
class LoadedScript:
    """A scenario file as read: the script, where its steps stand, and what is wrong with the file.

    `script` is None where anything is wrong, with it or with a scenario that it extends; `findings` hold
    both, its own first.
    """

    path: Path
    name: str
    """What it is called; what the file is called where it does not say."""
    script: Script | None
    findings: tuple[Finding, ...]
    documents: Documents = field(repr=False)
    base: "LoadedScript | None" = field(default=None, repr=False)
    places: tuple[EntryPlace, ...] = field(default=(), repr=False)
    due: Due | None = field(default=None, repr=False)
    """The last phase of the chain that has a last day."""

    @property
    def chain(self) -> tuple["LoadedScript", ...]:
        """The files that come first, the first of all in front, and this one."""
        return (*(self.base.chain if self.base is not None else ()), self)

    def locate(self, scenario: str, number: int, at: Address | None = None) -> Position:
        """Where step `number` of a scenario of the chain stands, or a field of its move."""
        loaded = next(each for each in self.chain if each.name == scenario)
        place = loaded.places[number]
        found = Positions(self.documents, place.fields).find_value(at) if at is not None else None
        return found or self.documents.position(place.at)


class _FileRead(NamedTuple):
    """A scenario file without those that it extends."""

    path: Path
    name: str
    tree: Mapping | None
    validator: Validator
    is_complete: bool = True
    """Whether the text did not break off: what is missing may stand in the rest."""
    says_scenario: bool = False
    """Whether a line of the text begins like a scenario, whatever became of the reading."""


class Library:
    """The scenarios of the model in a folder; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents = Documents()
        self._read: dict[Path, _FileRead] = {}

    def find_files(self) -> list[Path]:
        """The scenario files below `scenarios/`, sorted; YAML of other programs is passed over."""
        found = expand_glob(self.folder, f"{SCENARIOS}/**/*.yaml")
        return [path for path in found if _is_scenario(self._open(path))]

    def load_all(self) -> tuple[LoadedScript, ...]:
        """Every scenario below `scenarios/`, in the order of their names."""
        loaded = map(self._load, self.find_files())
        return tuple(sorted(loaded, key=lambda each: (each.name, each.path)))

    def load(self, name: str) -> LoadedScript:
        """The scenario with this name, or in this file (from the working folder).

        Raises UsageError where there is none, and where several files have the name.
        """
        if not is_path(name):
            return self._load(self._find(name))
        path = Path(name)
        if not os.path.exists(path):
            hint = "name a file, or a scenario by its name: `topo scenario list`"
            raise UsageError(f"there is no file `{printable(name)}`", hint=hint)
        return self._load(path)

    def find_taken(self, name: str) -> Path | None:
        """The file of a scenario that has this name, in whatever case; None where there is none."""
        folded = name.casefold()
        return next(
            (paths[0] for each, paths in self._find_names().items() if each.casefold() == folded), None
        )

    # --- finding ------------------------------------------------------------------------------------

    def _find(self, name: str) -> Path:
        """The file of a scenario; raises UsageError where it is none, or not one."""
        names = self._find_names()
        paths = names.get(name, [])
        if not paths:
            called = printable(name, limit=60)
            where = show_path(self.folder / SCENARIOS)
            hint = did_you_mean(name, names) or (
                "`topo scenario list` names them"
                if names
                else f"they stand in `{where}`; a path names any other"
            )
            raise UsageError(f"there is no scenario `{called}`", hint=hint)
        if len(paths) > 1:
            both = " and ".join(f"`{show_path(path)}`" for path in paths)
            raise UsageError(f"the scenario {quoted(name)} is there twice: {both}", hint="rename one of them")
        return paths[0]

    def _find_names(self) -> dict[str, list[Path]]:
        names: dict[str, list[Path]] = {}
        for path in self.find_files():
            names.setdefault(self._open(path).name, []).append(path)
        return names

    # --- reading ------------------------------------------------------------------------------------

    def _open(self, path: Path) -> _FileRead:
        key = Path(os.path.abspath(path))
        if key not in self._read:
            self._read[key] = self._read_file(path)
        return self._read[key]

    def _read_file(self, path: Path) -> _FileRead:
        validator = Validator(self.documents)
        text = read_text(path, validator)
        if text is None:
            return _FileRead(path, path.stem, None, validator)
        number = self.documents.add(Document(path, text))
        reading = read_yaml(text, file=number)
        report_problems(reading, self.documents, number, validator)
        tree = self._take_one(reading.documents, number, validator)
        said = tree.get("scenario") if tree is not None else None
        name = said if isinstance(said, str) else path.stem
        says_scenario = _SCENARIO_LINE.search(text) is not None
        return _FileRead(path, name, tree, validator, reading.is_complete, says_scenario)

    @staticmethod
    def _take_one(trees: tuple[object, ...], number: int, validator: Validator) -> Mapping | None:
        """The one document of a scenario file."""
        found = [tree for tree in trees if tree is not None]
        other = next((each for each in found[1:] if isinstance(each, Mapping | Sequence)), None)
        if other is not None:
            hint = "give each scenario a file of its own"
            validator.wrong_value(
                Address(()), other.at, "a file holds one scenario, and this is another", hint=hint
            )
        first = found[0] if found else None
        if not isinstance(first, Mapping):
            if not validator.findings:
                at = first.at if isinstance(first, Sequence) else pack_mark(number, 0, 0)
                hint = "begin it with `scenario:` and a name: `topo scenario new NAME` writes one"
                validator.wrong_value(Address(()), at, "the file holds no scenario", hint=hint)
            return None
        return first

    def _load(self, path: Path, above: tuple[_FileRead, ...] = ()) -> LoadedScript:
        opened = self._open(path)
        validator = Validator(self.documents)
        said = None if opened.tree is None else read_script(opened.tree, validator)
        base = None if opened.tree is None else self._load_base(opened, validator, above)
        due = _check_due(said, base, validator)
        found = [each for each in validator.findings if opened.is_complete or each.code != "SYN005"]
        own = sorted([*opened.validator.findings, *found], key=_by_position)
        findings = (*own, *(base.findings if base is not None else ()))
        script = said.script if said is not None and not findings else None
        if script is not None and base is not None:
            script = replace(script, base=base.script)
        places = said.places if said is not None else ()
        return LoadedScript(path, opened.name, script, findings, self.documents, base, places, due)

    def _load_base(
        self, opened: _FileRead, validator: Validator, above: tuple[_FileRead, ...]
    ) -> LoadedScript | None:
        """The scenario that a file extends; that there is none, or a ring of them, is said."""
        assert opened.tree is not None
        name = opened.tree.get("extends")
        if not isinstance(name, str):
            return None
        at = opened.tree.values_at["extends"]
        try:
            path = opened.path.parent / name if is_path(name) else self._find(name)
        except UsageError as error:
            _refuse_base(validator, at, name, error.message, error.hint)
            return None
        if not os.path.exists(path):
            _refuse_base(
                validator,
                at,
                name,
                f"there is no file `{printable(name)}`",
                "paths start in the folder of this file",
            )
            return None
        chain = (*above, opened)
        message = self._find_ring(path, chain)
        if message is not None:
            _refuse_base(validator, at, name, message, "take one `extends:` out")
            return None
        return self._load(path, chain)

    def _find_ring(self, path: Path, chain: tuple[_FileRead, ...]) -> str | None:
        """What keeps a file from being put in front of a chain of others, if anything does."""
        base = self._open(path)
        names = [each.name for each in chain]
        if base in chain:
            ring = ", which extends ".join(map(quoted, (*names[chain.index(base) :], base.name)))
            return f"{ring}: a ring has no first one"
        if base.name in names:
            return f"a scenario called {quoted(base.name)} extends this one already: {show_path(path)}"
        return (
            f"more than {_MOST_EXTENDED} scenarios extend each other" if len(chain) > _MOST_EXTENDED else None
        )


def is_path(name: str) -> bool:
    """Whether a scenario is named by its file: its name has a `/` or ends in `.yaml`.

    >>> is_path("split-payments"), is_path("private/merger.yaml"), is_path("merger.yaml")
    (False, True, True)
    """
    return "/" in name or os.sep in name or name.endswith(_SUFFIXES)


def _is_scenario(opened: _FileRead) -> bool:
    """Whether a file in `scenarios/` is meant as a scenario: it says so, or says what only scenarios say."""
    said = opened.tree if opened.tree is not None else Mapping()
    if str(said.get("x-ignore")).lower() == "true":
        return False
    is_near = any(key in _KEYS or did_you_mean(key, _KEYS[:1]) for key in said)
    return is_near or opened.says_scenario


def _refuse_base(validator: Validator, at: int, name: str, message: str, hint: str | None) -> None:
    validator.say("REF001", _EXTENDS, at, message, hint=hint, label="no such scenario", width=len(name))


def _check_due(said: ReadScript | None, base: LoadedScript | None, validator: Validator) -> Due | None:
    """The last day of the chain; that the own phases begin before the others end is said."""
    before = base.due if base is not None else None
    if said is None or not said.due:
        return before
    if before is not None:
        check_order(said.due[:1], validator, before=before)
    last = said.due[-1]
    return last._replace(label=f"{last.label} of {quoted(said.script.name)}")


def _by_position(finding: Finding) -> tuple[int, int]:
    return (finding.position.line, finding.position.column) if finding.position else (0, 0)
