"""`topo check` as a CI job sees it: exit codes, streams, files."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

GOOD = "teams: {a: {size: 5, owns: [s]}}\n"
UNOWNED = "teams: {a: {size: 5}}\nservices: {s: {}}\n"
SHARED = """\
teams: {a: {size: 5}, b: {size: 5}}
domains: {d: }
services: {s: {domain: d, owner: a}, t: {domain: d, owner: b}}
"""


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (GOOD, [], 0),
        ("", [], 0),
        (UNOWNED, [], 1),
        (UNOWNED, ["--fail-level", "never"], 0),
        (SHARED, [], 0),
        (SHARED, ["--fail-level", "warning"], 1),
        ("teams: {a: {sise: 5, owns: [s]}}\n", [], 1),
        ("services: {s: {owner: nobody}}\n", [], 1),
        ("teams: [\n", [], 2),
        (GOOD, ["--min-coverage", "90%"], 0),
        ("teams: {a: {owns: [s]}}\nservices: {t: , u: }\n", ["--min-coverage", "30%"], 0),
        ("teams: {a: {owns: [s]}}\nservices: {t: , u: }\n", ["--min-coverage", "90%"], 1),
        (GOOD, ["--min-coverage", "lots"], 2),
        (GOOD, ["--format", "xml"], 2),
        (GOOD, ["--as-of", "2027-02-31"], 2),
        (GOOD, ["--baseline", "missing.json"], 2),
        (GOOD, ["--nonsense"], 2),
    ],
)
def test_exit_codes(topo: Any, write: Any, text: str, arguments: list[str], code: int) -> None:
    """0 clean or below the level, 1 findings at it, 2 a wrong call or nothing to analyse."""
    write("topo.yaml", text)
    done = topo("check", *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_no_model_exits_2_and_says_what_to_do(topo: Any) -> None:
    """On stderr, with nothing on stdout."""
    done = topo("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "topo init" in done.stderr


def test_the_nearest_model_upwards_is_found(topo: Any, write: Any, tmp_path: Path) -> None:
    """From anywhere inside."""
    write("topo.yaml", GOOD)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert topo("check", cwd=tmp_path / "deep" / "er").returncode == 0


def test_formats_go_to_files_and_to_stdout(topo: Any, write: Any, tmp_path: Path) -> None:
    """Several at once, one of them on stdout."""
    write("topo.yaml", UNOWNED)
    done = topo("check", "--format", "concise", "--format", "json=out.json", "--format", "sarif=out.sarif")
    assert done.returncode == 1
    assert done.stdout.startswith("topo.yaml:2:12: error[OWN001]")
    assert json.loads((tmp_path / "out.json").read_text())["findings"][0]["code"] == "OWN001"
    assert json.loads((tmp_path / "out.sarif").read_text())["version"] == "2.1.0"


def test_on_github_actions_the_format_is_github(topo: Any, write: Any) -> None:
    """Unless another is asked for."""
    write("topo.yaml", UNOWNED)
    assert topo("check", env={"GITHUB_ACTIONS": "true"}).stdout.startswith("::error ")
    assert not topo("check", "--format", "text", env={"GITHUB_ACTIONS": "true"}).stdout.startswith("::")


def test_no_escape_reaches_a_pipe(topo: Any, write: Any) -> None:
    """Neither topo's own colours nor what names carry."""
    write(
        "topo.yaml",
        'teams: {a: {name: "\\e[31mred\\u202e"}}\nservices: {s: {name: "\\e]0;x\\a", owner: "\\e[1m"}}\n',
    )
    for arguments in (
        [],
        ["--format", "concise"],
        ["--format", "github"],
        ["--format", "markdown"],
        ["--format", "junit"],
    ):
        done = topo("check", *arguments)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout
    assert "\x1b[" in topo("check", "--color", "always").stdout
    assert "\x1b[31mred" not in topo("check", "--color", "always").stdout


def test_the_same_input_gives_the_same_bytes(topo: Any, write: Any) -> None:
    """Whatever the hash seed."""
    write("topo.yaml", SHARED + "groups: {g: {parent: h}, h: {parent: g}, i: {parent: i}}\n")
    outputs = {topo("check", env={"PYTHONHASHSEED": str(seed)}).stdout for seed in range(3)}
    assert len(outputs) == 1


def test_a_baseline_lets_the_old_pass_and_stops_the_new(topo: Any, write: Any, tmp_path: Path) -> None:
    """Write, check, grow, prune."""
    write("topo.yaml", UNOWNED)
    assert topo("baseline", "write").returncode == 0
    assert topo("check").returncode == 0
    write("topo.yaml", "teams: {a: {size: 5}}\nservices: {s: , t: }\n")
    assert topo("check").returncode == 1
    refused = topo("baseline", "write")
    assert refused.returncode == 1
    assert "--accept" in refused.stderr
    assert topo("baseline", "write", "--accept", "OWN001").returncode == 2
    grown = topo("baseline", "write", "--accept", "OWN001", "--reason", "later", "--until", "2030-01-01")
    assert grown.returncode == 0, grown.stderr
    assert topo("check", "--as-of", "2029-01-01").returncode == 0
    assert topo("check", "--as-of", "2031-01-01").returncode == 1
    write("topo.yaml", GOOD)
    stale = topo("check")
    assert stale.returncode == 0
    assert "WAI001" in stale.stdout
    assert topo("baseline", "prune").returncode == 0
    assert json.loads((tmp_path / "topo-baseline.json").read_text())["findings"] == []
    assert "WAI001" not in topo("check").stdout


def test_a_broken_baseline_is_a_wrong_call(topo: Any, write: Any) -> None:
    """Never a silent full report."""
    write("topo.yaml", GOOD)
    write("topo-baseline.json", "{")
    assert topo("check").returncode == 2
    write("topo-baseline.json", "[]")
    assert topo("check").returncode == 2


def test_changed_since_narrows_what_is_shown(topo: Any, write: Any, tmp_path: Path) -> None:
    """What the branch did not touch stays out, but a reference that it broke elsewhere is shown."""
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com"]
    write(
        "topo.yaml",
        "services:\n  old: {}\n  leans: {owner: a, depends_on: [goes]}\n  goes: {owner: a}\nteams: {a: }\n",
    )
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True)
    assert "OWN001" in topo("check").stdout
    unchanged = topo("check", "--changed-since", "main")
    assert unchanged.returncode == 0
    assert "OWN001" not in unchanged.stdout
    write(
        "topo.yaml",
        "services:\n  old: {}\n  leans: {owner: a, depends_on: [goes]}\n  new: {}\nteams: {a: }\n",
    )
    changed = topo("check", "--changed-since", "main", "--format", "concise")
    assert changed.returncode == 1
    assert "`new`" in changed.stdout
    assert "`old`" not in changed.stdout
    assert "REF001" in changed.stdout
    assert topo("check", "--changed-since", "nowhere").returncode == 2


def test_a_private_overlay_that_git_tracks_is_said(topo: Any, write: Any, tmp_path: Path) -> None:
    """Names and survey values do not belong into a shared repository."""
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com"]
    write("topo.yaml", GOOD)
    write("topo.private.yaml", "teams: {a: {name: Secret}}\n")
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    assert "tracked" not in topo("check").stdout
    subprocess.run([*git, "add", "."], cwd=tmp_path, check=True)
    assert "topo.private.yaml is tracked by git" in topo("check").stdout


def test_a_defect_leaves_a_log_and_exits_101(topo: Any, write: Any, tmp_path: Path) -> None:
    """A mistake of topo's own is no finding."""
    write("topo.yaml", GOOD)
    write(
        "sitecustomize.py",
        "import topo.rules.selection as s\n"
        "def broken(*a): raise RuntimeError('boom')\n"
        "s.select_rules = broken\n",
    )
    done = topo("check", env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 101
    assert "Traceback" not in done.stderr
    log = done.stderr.split()[-1]
    assert "boom" in Path(log).read_text()
    Path(log).unlink()


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, write: Any) -> None:
    """`topo rules | head -1`."""
    import sys

    done = subprocess.run(
        f"{sys.executable} -m topo rules | head -1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.stdout.startswith("SYN001")
    assert done.stderr == ""


def test_a_test_report_fails_where_the_check_fails(topo: Any, write: Any) -> None:
    """A warning is a failed case with --fail-level warning, and a passed one without."""
    write("topo.yaml", SHARED)
    mild = topo("check", "--format", "junit")
    strict = topo("check", "--format", "junit", "--fail-level", "warning")
    assert (mild.returncode, strict.returncode) == (0, 1)
    assert ("<failure" in mild.stdout, "<failure" in strict.stdout) == (False, True)
    assert "OWN005 shared-domain" in mild.stdout


def test_what_raises_the_owned_share_can_be_copied(topo: Any, write: Any) -> None:
    """Of an estate that is read in place: three commands that run as they are shown, from any folder."""
    write("org/topo.yaml", "sources: [{codeowners: CODEOWNERS}]\n")
    write("org/CODEOWNERS", "/api/ @acme/api\n/old/\n")
    done = topo("check", "org")
    shown = [line.strip() for line in done.stdout.splitlines() if line.startswith("  topo ")]
    assert [line.split("  ")[0] for line in shown] == [
        "topo check org --format concise",
        "topo import org",
        "topo baseline write org",
    ]
    for line in shown:
        code = topo(*line.split("  ")[0].split()[1:]).returncode
        assert code == (1 if "check" in line else 0)
    assert "next:" not in topo("check", "org").stdout


def test_what_sources_hold_that_is_not_used_has_a_place(topo: Any, write: Any) -> None:
    """The first one is named, the others are counted, with the command that lists them."""
    write("topo.yaml", "sources: [{backstage: catalog.yaml}]\n")
    entity = (
        "apiVersion: backstage.io/v1alpha1\nkind: {0}\nmetadata: {{name: x{0}}}\nspec: {{owner: a}}\n---\n"
    )
    write("catalog.yaml", "".join(map(entity.format, ("Component", "Toaster", "Kettle"))))
    lines = topo("check").stdout.splitlines()
    [note] = [line for line in lines if line.startswith("note: skipped ")]
    assert note.startswith("note: skipped catalog.yaml:")
    assert note.endswith("; 1 more: topo import --dry-run")
