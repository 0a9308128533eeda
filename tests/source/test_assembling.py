"""How do many files become one tree, and what is said where they clash?"""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from topo.findings import Finding
from topo.source.assembling import Assembler
from topo.source.positions import Document, Documents, Mapping
from topo.source.reading import read_yaml
from topo.source.validating import Validator


class Assembly:
    """An assembler with files that were never on a disk."""

    def __init__(self) -> None:
        self.documents = Documents()
        self.validator = Validator(self.documents)
        self.assembler = Assembler(self.documents, self.validator)

    @property
    def root(self) -> Mapping:
        return self.assembler.root

    @property
    def said(self) -> list[tuple[str, str, int, int]]:
        """Code, file, line and column of each finding."""
        return [(each.code, *_place(each)) for each in self.validator.findings]

    def add(self, text: str, *, file: str = "topo.yaml", is_root_file: bool = True) -> "Assembly":
        """Add a model file."""
        for tree in self.read(text, file):
            self.assembler.add(tree, is_root_file=is_root_file)
        return self

    def overlay(self, text: str) -> "Assembly":
        """Lay a private overlay over the files."""
        for tree in self.read(text, "topo.private.yaml"):
            self.assembler.overlay(tree)
        return self

    def underlay(self, text: str) -> "Assembly":
        """Put what a source says under the files."""
        for tree in self.read(text, "catalog.yaml"):
            self.assembler.underlay(tree)
        return self

    def read(self, text: str, file: str) -> tuple[Any, ...]:
        text = dedent(text)
        return read_yaml(text, file=self.documents.add(Document(Path(file), text))).documents


def _place(finding: Finding) -> tuple[str, int, int]:
    assert finding.position is not None
    return finding.position.file, finding.position.line, finding.position.column


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assembly:
    monkeypatch.chdir(tmp_path)
    return Assembly()


# --- the union ------------------------------------------------------------------------------------------


def test_sections_of_several_files_are_one(files: Assembly) -> None:
    """Each thing keeps its own place."""
    files.add("teams: {a: {size: 1}}\n").add("teams: {b: }\nservices: {s: }\n", file="b.yaml")
    assert files.root == {"teams": {"a": {"size": "1"}, "b": {}}, "services": {"s": {}}}
    assert files.documents.of(files.root["teams"].keys_at["b"]).shown == "b.yaml"
    assert not files.said


def test_sections_in_tissue_are_one_too(files: Assembly) -> None:
    """A level deeper."""
    files.add("tissue: {guardrails: {a: }, x-y: 1}\n").add(
        "tissue: {guardrails: {b: }, data: {c: }}\n", file="b.yaml"
    )
    assert files.root["tissue"] == {"guardrails": {"a": {}, "b": {}}, "data": {"c": {}}}
    assert not files.said


def test_lists_of_several_files_follow_each_other(files: Assembly) -> None:
    """Interactions may stand anywhere."""
    files.add("interactions: [{mode: a}]\n").add(
        "interactions: [{mode: b}]\n", file="b.yaml", is_root_file=False
    )
    assert [item["mode"] for item in files.root["interactions"]] == ["a", "b"]
    assert [files.documents.of(at).shown for at in files.root["interactions"].items_at] == [
        "topo.yaml",
        "b.yaml",
    ]


def test_extensions_of_all_files_are_kept(files: Assembly) -> None:
    """Of two with one name the first."""
    files.add("x-a: 1\nx-b: 2\n").add("x-b: 3\nx-c: 4\n", file="b.yaml")
    assert files.root["x-"] == {"x-a": "1", "x-b": "2", "x-c": "4"}


def test_a_short_form_is_written_out(files: Assembly) -> None:
    """With the mark of the text."""
    files.add("sites: {berlin: Europe/Berlin, pune: {zone: Asia/Kolkata}}\n")
    assert files.root["sites"] == {"berlin": {"zone": "Europe/Berlin"}, "pune": {"zone": "Asia/Kolkata"}}
    assert files.documents.position(files.root["sites"]["berlin"].values_at["zone"]).column == 17


# --- clashes --------------------------------------------------------------------------------------------


def test_an_id_twice_shows_both_places(files: Assembly) -> None:
    """The first one counts."""
    files.add("teams: {a: {size: 1}}\n").add("teams:\n  a: {size: 2}\n", file="b.yaml")
    assert files.root["teams"] == {"a": {"size": "1"}}
    [finding] = files.validator.findings
    assert (finding.code, _place(finding)) == ("REF002", ("b.yaml", 2, 3))
    assert finding.message == "`a` is defined twice; the first one counts"
    first = finding.related[0].position
    assert first is not None
    assert (first.file, first.line, first.column) == ("topo.yaml", 1, 9)


def test_an_id_that_differs_in_case_alone_is_the_same(files: Assembly) -> None:
    """On some file systems and in some tools they would be one."""
    files.add("teams: {Pay: , pay: , PAY: }\nservices: {pay: }\n")
    assert list(files.root["teams"]) == ["Pay"]
    assert [each.message for each in files.validator.findings] == [
        "`pay` and `Pay` differ in upper and lower case alone; the first one counts",
        "`PAY` and `Pay` differ in upper and lower case alone; the first one counts",
    ]


@pytest.mark.parametrize("id", ["a b", "-a", "", "é", "a/b", ".a", "a\n", "a:b"])
def test_a_bad_id_is_left_out(files: Assembly, id: str) -> None:
    """With its place."""
    files.add(f"teams: {{{id!r}: {{size: 1}}, ok: }}\n".replace("'", '"'))
    assert list(files.root["teams"]) == ["ok"]
    assert files.said == [("SYN006", "topo.yaml", 1, 9)]


def test_the_organisation_twice_is_a_clash(files: Assembly) -> None:
    """It has one name."""
    files.add("organization: {name: A}\n").add("organization: {name: B}\n", file="b.yaml", is_root_file=False)
    assert files.root["organization"] == {"name": "A"}
    assert files.said == [("REF002", "b.yaml", 1, 1)]


@pytest.mark.parametrize("key", ["files", "sources", "profiles", "calendar", "check"])
def test_what_belongs_into_topo_yaml_stands_nowhere_else(files: Assembly, key: str) -> None:
    """Neither in another file nor in the overlay."""
    files.add(f"{key}: {{}}\n", file="b.yaml", is_root_file=False).overlay(f"{key}: {{}}\n")
    assert files.said == [("SYN003", "b.yaml", 1, 1), ("SYN003", "topo.private.yaml", 1, 1)]
    assert key not in files.root


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("teams: [a]\n", (1, 8), "teams: {checkout:"),
        ("teams: a\n", (1, 8), "teams: {checkout:"),
        ("tissue: [a]\n", (1, 9), "tissue: {capabilities:"),
        ("tissue: {data: x}\n", (1, 16), "data: {customer-360:"),
        ("interactions: {a: b}\n", (1, 15), "interactions: ["),
        ("teams: {a: 7}\n", (1, 12), "teams: {checkout:"),
        ("teams:\n  a:\n  size: 7\n", (3, 9), "indent it further"),
    ],
)
def test_a_section_of_another_type_is_a_wrong_value(
    files: Assembly, text: str, place: tuple[int, int], hint: str
) -> None:
    """With an example of what it takes."""
    files.add(text)
    [finding] = files.validator.findings
    assert (finding.code, _place(finding)[1:]) == ("SYN004", place)
    assert hint in (finding.hint or "")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("team: {}\n", "did you mean `teams`"),
        ("qqq: {}\n", "known here: `calendar`"),
        ("teams:\na: {}\n", "`teams:` above is empty"),
        ("teams: {b: }\na: {}\n", "known here"),
        ("tissue: {guardrail: {}}\n", "did you mean `guardrails`"),
        ("tissue: {x: {}}\n", "known here: `capabilities`, `data`"),
    ],
)
def test_an_unknown_section_gets_what_was_probably_meant(files: Assembly, text: str, hint: str) -> None:
    """Or what there is."""
    files.add(text)
    [finding] = files.validator.findings
    assert finding.code == "SYN003"
    assert hint in (finding.hint or "")


@pytest.mark.parametrize(
    "text", ["teams:\n", "tissue:\n", "tissue: {data: }\n", "interactions: ~\n", "check:\n"]
)
def test_an_empty_section_is_as_if_absent(files: Assembly, text: str) -> None:
    """Whoever begins a file writes some."""
    assert not files.add(text).root
    assert not files.said


def test_another_version_of_the_language_is_refused(files: Assembly) -> None:
    """There is one."""
    files.add("topo: 2\n")
    assert files.said == [("SYN004", "topo.yaml", 1, 7)]


def test_a_section_holds_so_many_things(files: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    """One finding where it is full, over all files."""
    monkeypatch.setattr("topo.source.assembling.MOST_THINGS", 3)
    files.add("teams: {a: , b: }\nservices: {s: }\n")
    files.add("teams: {c: , d: , e: }\n", file="b.yaml").overlay("teams: {f: , a: {size: 1}}\n")
    files.underlay("teams: {g: }\n")
    assert list(files.root["teams"]) == ["a", "b", "c"]
    assert files.said == [("SYN001", "b.yaml", 1, 14)]
    assert "at most 3 teams" in files.validator.findings[0].message


# --- the private overlay ----------------------------------------------------------------------------------


def test_the_overlay_wins_field_by_field(files: Assembly) -> None:
    """What it does not say stays."""
    files.add("teams: {a: {name: A, size: 3, sites: {berlin: 2}}}\ntissue: {data: {d: {owner: a}}}\n")
    files.overlay("teams: {a: {name: B, sites: {pune: 1}}}\ntissue: {data: {d: {contract: c}}}\n")
    assert files.root["teams"]["a"] == {"name": "B", "size": "3", "sites": {"berlin": "2", "pune": "1"}}
    assert files.root["tissue"]["data"]["d"] == {"owner": "a", "contract": "c"}
    assert not files.said


def test_the_overlay_may_add(files: Assembly) -> None:
    """Things, sections, interactions, extensions."""
    files.add("teams: {a: }\ninteractions: [{mode: a}]\nx-a: 1\n")
    files.overlay(
        "people: {p: }\nteams: {b: }\ninteractions: [{mode: b}]\nx-a: 2\n"
        "organization: {name: N}\npolicies: {P: {says: x}}\n"
    )
    assert files.root["people"] == {"p": {}}
    assert list(files.root["teams"]) == ["a", "b"]
    assert len(files.root["interactions"]) == 2
    assert files.root["x-"] == {"x-a": "2"}
    assert files.root["organization"] == {"name": "N"}
    assert files.root["policies"] == {"P": {"says": "x"}}
    assert not files.said


def test_an_empty_value_in_the_overlay_changes_nothing(files: Assembly) -> None:
    """It is as if absent."""
    files.add("teams: {a: {size: 3}}\n").overlay("teams: {a: {size: ~}}\nservices:\ntissue:\n")
    files.overlay("teams: {a: }\n")
    assert files.root == {"teams": {"a": {"size": "3"}}}


def test_a_short_form_in_the_overlay_is_one_field(files: Assembly) -> None:
    """As anywhere."""
    files.add("sites: {berlin: {zone: Europe/Berlin, hours: 9-17}}\n").overlay(
        "sites: {berlin: Europe/Paris}\n"
    )
    assert files.root["sites"]["berlin"] == {"zone": "Europe/Paris", "hours": "9-17"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("teams: 3\n", "SYN004"),
        ("teams: {a: 3}\n", "SYN004"),
        ("teams: {A: {}}\n", "REF002"),
        ("teams: {'b c': {}}\n", "SYN006"),
        ("team: {a: {}}\n", "SYN003"),
        ("tissue: 3\n", "SYN004"),
        ("tissue: {guardrail: {}}\n", "SYN003"),
        ("tissue: {data: 3}\n", "SYN004"),
        ("interactions: 3\n", "SYN004"),
        ("topo: 3\n", "SYN004"),
    ],
)
def test_what_is_wrong_in_the_overlay_is_told_as_elsewhere(files: Assembly, text: str, code: str) -> None:
    """At its place, and what was there stays."""
    files.add("teams: {a: {size: 3}}\n").overlay(text)
    assert [(each[0], each[1]) for each in files.said] == [(code, "topo.private.yaml")]
    assert files.root["teams"] == {"a": {"size": "3"}}


def test_what_an_alias_shares_is_overlaid_apart(files: Assembly) -> None:
    """Two teams of one anchor are two."""
    files.add("teams: {a: &a {sites: {berlin: 1}}, b: *a}\n").overlay("teams: {a: {sites: {pune: 1}}}\n")
    assert files.root["teams"]["b"] == {"sites": {"berlin": "1"}}


# --- sources ---------------------------------------------------------------------------------------------


def test_what_is_given_here_beats_a_source(files: Assembly) -> None:
    """Field by field; what is foreign alone keeps its place."""
    files.add("services: {a: {tier: 1, owner: ~}}\n").underlay(
        "services: {a: {tier: 2, owner: x}, b: {owner: y}}\n"
    )
    assert files.root["services"] == {"a": {"tier": "1", "owner": "x"}, "b": {"owner": "y"}}
    assert files.documents.of(files.root["services"]["a"].values_at["owner"]).shown == "catalog.yaml"
    assert files.documents.of(files.root["services"].keys_at["a"]).shown == "topo.yaml"
