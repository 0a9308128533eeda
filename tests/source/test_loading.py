"""How does a folder become an organisation, and what is said of files that do not fit?"""

import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from topo.errors import ModelNotFound
from topo.findings import Finding
from topo.source.loading import LoadedModel, load_model

Write = Callable[..., LoadedModel]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes files below a folder (the first argument is topo.yaml) and loads it."""
    monkeypatch.chdir(tmp_path)

    def write(root: str | bytes, **files: str) -> LoadedModel:
        content = root if isinstance(root, bytes) else dedent(root).encode()
        (tmp_path / "topo.yaml").write_bytes(content)
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_yaml", ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return load_model(tmp_path)

    return write


def said(model: LoadedModel) -> list[tuple[str, str]]:
    """The findings as code and place."""
    return [(finding.code, _place(finding)) for finding in model.findings]


def _place(finding: Finding) -> str:
    at = finding.position
    assert at is not None, finding
    return f"{at.file}:{at.line}:{at.column}"


def test_the_five_minute_model(load: Write) -> None:
    """Two teams and what they own: `owns` makes services, and both sides of ownership are one."""
    model = load("""\
        topo: 1
        teams:
          checkout: {size: 7, owns: [cart-api, shop-web]}
          platform: {size: 6, type: platform, owns: [deploy]}
        services:
          cart-api: {depends_on: [deploy]}
        """)
    assert not model.findings
    organisation = model.organisation
    assert {id: service.owner for id, service in organisation.services.items()} == {
        "cart-api": "checkout",
        "shop-web": "checkout",
        "deploy": "platform",
    }
    assert organisation.facts.implied_services == {"shop-web", "deploy"}
    assert [dependency.service for dependency in organisation.services["cart-api"].depends_on] == ["deploy"]
    assert organisation.teams["checkout"].owns == ()


def test_any_file_may_hold_any_section(load: Write) -> None:
    """The model is the union of its files."""
    model = load(
        'topo: 1\nfiles: ["**/*.yaml"]\nteams: {a: {owns: [s]}}\n',
        deep__er__more_yaml="teams: {b: }\nservices:\n  t: {owner: b}\n---\nservices: {u: {owner: a}}\n",
    )
    assert not model.findings
    assert sorted(model.organisation.teams) == ["a", "b"]
    assert sorted(model.organisation.services) == ["s", "t", "u"]


def test_a_root_without_files_takes_the_folder_topo_alone(load: Write) -> None:
    """A topo.yaml at the root of a big repository swallows nothing."""
    model = load("topo: 1\nteams: {a: }\n", topo__b_yaml="teams: {b: }\n", charts__c_yaml="kind: Chart\n")
    assert sorted(model.organisation.teams) == ["a", "b"]
    assert not model.findings


def test_scenarios_overlays_other_models_and_ignored_documents_are_no_model_files(load: Write) -> None:
    """Whatever a pattern finds, some files are something else."""
    model = load(
        'files: ["**/*.yaml"]\nteams: {a: }\n',
        scenarios__split_yaml="scenario: split\nmoves: []\n",
        other__topo_yaml="teams: {not-mine: }\n",
        other__more_yaml="teams: {not-mine-either: }\n",
        ignored_yaml="x-ignore: true\nnonsense: 1\n",
        **{".hidden__x_yaml": "teams: {hidden: }\n"},
    )
    assert sorted(model.organisation.teams) == ["a"]
    assert not model.findings


def test_the_private_overlay_wins_field_by_field_and_stays_out_of_public(load: Write, tmp_path: Path) -> None:
    """A survey value is added, a name replaced, everything else stays."""
    root = "teams:\n  a: {size: 3, name: Public, sites: {berlin: 3}}\npeople: {p1: }\n"
    model = load(root, topo_private_yaml="")
    (tmp_path / "topo_private.yaml").unlink()
    (tmp_path / "topo.private.yaml").write_text(
        "teams:\n  a: {name: Private, survey: {n: 6, tlx: 48}}\npeople: {p1: {name: Ana}}\n"
    )
    model = load_model(tmp_path)
    team = model.organisation.teams["a"]
    assert (team.name, team.size, team.survey and team.survey.n) == ("Private", 3, 6)
    assert model.organisation.people["p1"].name == "Ana"
    public = load_model(tmp_path, public=True).organisation
    assert public.teams["a"].survey is None
    assert public.people["p1"].name is None


def test_extensions_survive_everywhere(load: Write) -> None:
    """Keys that start with x- are the user's; an id that starts so is an id."""
    model = load("""\
        x-owner: me
        teams:
          x-ray: {size: 3, x-cost: {a: [1]}, outcomes: [{metric: m, x-source: dash}]}
        """)
    assert not model.findings
    team = model.organisation.teams["x-ray"]
    assert team.extensions == {"x-cost": {"a": ("1",)}}
    assert team.outcomes[0].extensions == {"x-source": "dash"}
    assert model.organisation.extensions == {"x-owner": "me"}


def test_a_null_field_is_as_if_absent_and_a_null_steward_is_nobody(load: Write) -> None:
    """Missing is not nobody."""
    model = load(
        "teams:\n  a: {type: ~, size: , stewards: {improvement: ~, learning: ana}}\npeople: {ana: }\n"
    )
    assert not model.findings
    team = model.organisation.teams["a"]
    assert team.type is None
    assert team.stewards is not None
    assert (team.stewards.improvement, team.stewards.learning, team.stewards.impediments) == (
        (),
        ("ana",),
        None,
    )


def test_an_anchored_entity_is_not_one_entity_twice(load: Write) -> None:
    """What an alias shares is told apart by its id and its owner."""
    model = load("""\
        services:
          a: &same {tier: 1}
          b: *same
        teams: {t: {owns: [a]}}
        """)
    assert model.organisation.services["a"].owner == "t"
    assert model.organisation.services["b"].owner is None
    assert model.organisation.services["b"].id == "b"


ERRORS = [
    ("teams: {a: {sise: 3}}", "SYN003", "1:13", "`size`"),
    ("teams: {a: {size: three}}", "SYN004", "1:19", "whole number"),
    ("teams: {a: {type: stream}}", "SYN004", "1:19", "stream-aligned"),
    ("teams: {a: {members: bo}}", "SYN004", "1:22", "list"),
    ("teams: {a: {objective: [x]}}", "SYN004", "1:24", "text"),
    ("teams: [a]", "SYN004", "1:8", "mapping of ids"),
    ("teams: {a: yes}", "SYN004", "1:12", "mapping"),
    ("interactions: [{mode: collaboration, until: 2027-02-31}]", "SYN004", "1:45", "day is out of range"),
    ("interactions: [{mode: collaboration, until: tomorrow}]", "SYN004", "1:45", "2027-03-31"),
    ("interactions: [{between: [a, b]}]", "SYN005", "1:16", "mode"),
    ("interactions: {a: b}", "SYN004", "1:15", "list"),
    ("teams: {'a b': }", "SYN006", "1:9", "not an id"),
    ("teams: {-a: }", "SYN006", "1:9", "not an id"),
    ("teams: {a: , A: }", "REF002", "1:14", "differ"),
    ("services: {a: {depends_on: [{service: b, via: wire}]}}", "SYN004", "1:47", "sync"),
    ("services: {a: {tier: 5}}", "SYN004", "1:22", "at most 4"),
    ("services: {a: {slo: most}}", "SYN004", "1:21", "share"),
    ("streams: {s: {demand: often}}", "SYN004", "1:23", "6/week"),
    ("streams: {s: {stages: {b: {touch: long}}}}", "SYN004", "1:35", "30m"),
    ("streams: {s: {stages: {b: {touch: 1d, tuch: 1d}}}}", "SYN003", "1:39", "touch"),
    ("sites: {berlin: {hours: 17-9}}", "SYN004", "1:25", "9-17"),
    ("topo: 7", "SYN004", "1:7", "version"),
    ("services: {a: {id: b}}", "SYN003", "1:16", "id"),
    ("tissue: {guardrail: {}}", "SYN003", "1:10", "guardrails"),
    ("files: [temas.yaml]", "SYN004", "1:9", "there is no file `temas.yaml`"),
    ("files: {a: b}", "SYN004", "1:8", "takes a list"),
    ("files: ['*.yaml', {a: b}, ~]", "SYN004", "1:19", "takes text"),
    ("files: '*.yaml'\n---\nfiles: '*'", "REF002", "3:1", "defined twice"),
    ("sources: [{}]", "SYN004", "1:11", "exactly one"),
    ("sources: [{backstage: nowhere/*.yaml}]", "SYN004", "1:11", "no file matches"),
]


@pytest.mark.parametrize(("text", "code", "place", "word"), ERRORS)
def test_what_does_not_fit_is_said_at_its_place(
    load: Write, text: str, code: str, place: str, word: str
) -> None:
    """One mistake is one finding, at line and column, with what to do."""
    [finding] = load(text).findings
    assert (finding.code, _place(finding)) == (code, f"topo.yaml:{place}")
    assert word in f"{finding.message} {finding.hint}"


def test_every_problem_in_every_file_is_reported_at_once(load: Write) -> None:
    """A broken file hides nothing of another."""
    model = load(
        'files: ["*.yaml"]\nteams: {a: {sise: 3, type: x}}\n',
        b_yaml="teams:\n  b: {size: 2}\n  c: @x\n",
        c_yaml="services: {s: {tier: high}}\n",
    )
    assert [code for code, _ in said(model)].count("SYN001") == 1
    assert {(code, place.split(":")[0]) for code, place in said(model)} == {
        ("SYN003", "topo.yaml"),
        ("SYN004", "topo.yaml"),
        ("SYN001", "b.yaml"),
        ("SYN004", "c.yaml"),
    }
    assert set(model.organisation.teams) >= {"a"}
    assert "s" in model.organisation.services


def test_one_bad_value_costs_only_itself(load: Write) -> None:
    """The rest of the entity is analysed."""
    model = load(
        "services:\n  s: {tier: high, owner: t, depends_on: [a, {service: b, via: x}, {via: sync}, c]}\n"
        "teams: {t: }\n"
    )
    service = model.organisation.services["s"]
    assert service.owner == "t"
    assert [dependency.service for dependency in service.depends_on] == ["a", "b", "c"] or [
        dependency.service for dependency in service.depends_on
    ] == ["a", "b", "c"]
    assert [code for code, _ in said(model)] == ["SYN004", "SYN004", "SYN005"] or sorted(
        code for code, _ in said(model)
    ) == ["SYN004", "SYN004", "SYN005"]


def test_a_definition_given_twice_shows_both_places(load: Write) -> None:
    """The first one counts."""
    model = load('files: ["*.yaml"]\nteams: {a: {size: 1}}\n', b_yaml="teams:\n  a: {size: 2}\n")
    [finding] = model.findings
    assert (finding.code, _place(finding)) == ("REF002", "b.yaml:2:3")
    [first] = finding.related
    assert first.position is not None
    assert (first.position.file, first.position.line) == ("topo.yaml", 2)
    assert model.organisation.teams["a"].size == 1


def test_root_sections_stand_in_topo_yaml_alone(load: Write) -> None:
    """`check` in another file is an error there."""
    model = load('files: ["*.yaml"]\n', b_yaml="check: {extends: [strict]}\n")
    assert said(model) == [("SYN003", "b.yaml:1:1")]
    assert model.organisation.check is None


def test_bytes_that_are_no_utf8_have_a_line_and_a_column(load: Write) -> None:
    """Latin-1 in line 2."""
    model = load(b"teams:\n  a: {name: Caf\xe9}\n")
    assert said(model) == [("SYN009", "topo.yaml:2:16")]


def test_a_bom_and_windows_line_ends_change_nothing(load: Write) -> None:
    """Places are the same as without."""
    model = load(b"\xef\xbb\xbfteams:\r\n  a: {sise: 3}\r\n")
    assert said(model) == [("SYN003", "topo.yaml:2:7")]
    position = model.findings[0].position
    assert position is not None
    assert model.positions.documents.source_line(position) == "  a: {sise: 3}"


def test_an_empty_model_has_nothing_wrong(load: Write) -> None:
    """Neither an empty file nor one of comments alone."""
    assert not load("").findings
    assert not load("# nothing yet\n").findings


def test_a_huge_scalar_and_a_huge_file_end_quickly(load: Write, tmp_path: Path) -> None:
    """Fifty megabytes are refused by size alone."""
    with (tmp_path / "topo.yaml").open("w") as file:
        file.write("teams: {a: {objective: '")
        file.write("x" * 50_000_000)
        file.write("'}}\n")
    [finding] = load_model(tmp_path).findings
    assert finding.code == "SYN001"
    assert "MB" in finding.message


def test_links_that_loop_are_walked_once(load: Write, tmp_path: Path) -> None:
    """A folder that contains itself, and a link to itself."""
    (tmp_path / "self").symlink_to(tmp_path)
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    model = load('files: ["**/*.yaml"]\nteams: {a: }\n')
    assert [finding.code for finding in model.findings] in ([], ["SYN001"])
    assert list(model.organisation.teams) == ["a"]


def test_an_unreadable_file_is_a_finding(
    load: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is read; the refusal is acted, for root may read every file."""
    (tmp_path / "locked.yaml").write_text("teams: {b: }\n")
    open_file = os.open

    def refuse(path: Path, *arguments: int) -> int:
        if Path(path).name == "locked.yaml":
            raise PermissionError(13, "Permission denied")
        return open_file(path, *arguments)

    monkeypatch.setattr("topo.source.opening.os.open", refuse)
    model = load('files: ["*.yaml"]\nteams: {a: }\n')
    [finding] = model.findings
    assert (finding.code, _place(finding)) == ("SYN001", "locked.yaml:0:1")
    assert "Permission denied" in finding.message
    assert list(model.organisation.teams) == ["a"]


def test_a_folder_where_a_file_was_meant_is_a_finding(load: Write, tmp_path: Path) -> None:
    """What cannot be opened is said, as root too."""
    (tmp_path / "odd.yaml").mkdir()
    model = load('files: ["odd.yaml", "*.yaml"]\nteams: {a: }\n')
    [finding] = model.findings
    assert said(model) == [("SYN004", "topo.yaml:1:9")]
    assert finding.hint == "it is a folder: write `odd.yaml/**/*.yaml`"
    assert list(model.organisation.teams) == ["a"]


def test_without_a_topo_yaml_there_is_no_model(tmp_path: Path) -> None:
    """The error says what to do."""
    with pytest.raises(ModelNotFound) as error:
        load_model(tmp_path)
    assert "topo init" in (error.value.hint or "")


def test_one_file_alone_is_a_model(tmp_path: Path) -> None:
    """Any name will do."""
    path = tmp_path / "org.yaml"
    path.write_text("teams: {a: {size: 1}}\n")
    assert list(load_model(path).organisation.teams) == ["a"]
