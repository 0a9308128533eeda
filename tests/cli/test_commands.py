"""The other commands, as a person runs them."""

import json
from pathlib import Path
from typing import Any

import pytest

from topo.cli.app import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_page_with_an_example(topo: Any, name: str) -> None:
    """`topo COMMAND --help` exits 0."""
    done = topo(name, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout
    assert f"topo {name}" in done.stdout


def test_a_mistyped_command_gets_the_nearest(topo: Any) -> None:
    """On stderr, exit 2."""
    done = topo("chek")
    assert done.returncode == 2
    assert "did you mean `check`?" in done.stderr


def test_the_starter_model_is_sound(topo: Any, tmp_path: Path) -> None:
    """`topo init`, then `topo check`, and a second `init` overwrites nothing."""
    assert topo("init", "org").returncode == 0
    assert topo("check", "org").returncode == 0
    assert (
        (tmp_path / "org" / "topo.yaml")
        .read_text()
        .startswith("# yaml-language-server: $schema=topo.schema.json\n")
    )
    assert json.loads((tmp_path / "org" / "topo.schema.json").read_text())["$schema"].startswith(
        "http://json-schema.org/draft-07"
    )
    assert (tmp_path / "org" / ".gitignore").read_text() == "topo.private.yaml\n"
    (tmp_path / "org" / "topo.yaml").write_text("teams: {mine: }\n")
    again = topo("init", "org")
    assert again.returncode == 2
    assert (tmp_path / "org" / "topo.yaml").read_text() == "teams: {mine: }\n"


@pytest.mark.parametrize("sample", ["agileworks", "monolith", "northwind", "paradox"])
def test_a_sample_is_copied_and_checks(topo: Any, sample: str) -> None:
    """Whole, with its nested models."""
    assert topo("init", "org", "--sample", sample).returncode == 0
    assert topo("check", "org", "--as-of", "2026-12-01").returncode == 0


def test_a_sample_that_is_none(topo: Any) -> None:
    """The names are said."""
    done = topo("init", "org", "--sample", "nortwind")
    assert done.returncode == 2
    assert "northwind" in done.stderr


CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart, description: The cart}
spec: {type: service, lifecycle: production, owner: checkout}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: checkout}
spec: {type: team, children: []}
"""


def test_init_from_a_backstage_catalog(topo: Any, write: Any, tmp_path: Path) -> None:
    """Frozen, the model stands on its own; in place, it reads the catalog."""
    write("catalog/cart/catalog-info.yaml", CATALOG)
    assert topo("init", "frozen", "--from", "backstage", "catalog").returncode == 0
    assert topo("check", "frozen").returncode == 0
    assert "cart" in (tmp_path / "frozen" / "services.yaml").read_text()
    assert topo("init", "live", "--from", "backstage", "catalog", "--in-place").returncode == 0
    assert "sources" in (tmp_path / "live" / "topo.yaml").read_text()
    assert "1 of 1" in topo("check", "live").stdout
    write("catalog/cart/catalog-info.yaml", CATALOG.replace("owner: checkout", "owner: nobody"))
    assert topo("check", "live").returncode == 0  # an implied team, in one line
    assert "OWN012" in topo("check", "live").stdout


def test_init_from_codeowners(topo: Any, write: Any, tmp_path: Path) -> None:
    """A repository's folder is enough."""
    write("shop/.github/CODEOWNERS", "/cart/ @acme/checkout\n/pay/ @acme/pay\n/old/\n")
    write("shop/cart/main.py", "")
    write("shop/pay/main.py", "")
    write("shop/old/main.py", "")
    assert topo("init", "org", "--from", "codeowners", "shop").returncode == 0
    done = topo("check", "org")
    assert done.returncode == 1  # `/old/` has no owner
    assert "old" in done.stdout
    owner = topo("who", "cart/main.py", "org", "--format", "json")
    assert json.loads(owner.stdout)["answers"][0]["owner"] == "checkout"


def test_import_freezes_sources(topo: Any, write: Any, tmp_path: Path) -> None:
    """Written beside the model, never over a file."""
    write("catalog-info.yaml", CATALOG)
    write("org/topo.yaml", "sources: [{backstage: ../catalog-info.yaml}]\n")
    assert topo("import", "org", "--dry-run").stdout.count("cart") >= 1
    assert topo("import", "org").returncode == 0
    assert "cart" in (tmp_path / "org" / "topo" / "imported" / "services.yaml").read_text()
    assert "own files" in topo("import", "org").stderr
    write("org/topo.yaml", "topo: 1\n")
    assert "1 of 1" in topo("check", "org").stdout


def test_who_answers_for_people_and_programs(topo: Any, write: Any) -> None:
    """By id, by path; guardrails that bind it; 1 where nobody owns it, 2 where there is no such thing."""
    write(
        "topo.yaml",
        """\
teams: {a: {size: 5, contacts: {slack: "#a"}}}
services:
  s: {owner: a, paths: [src/s/**], data: [pii], domain: d, tier: 1}
  t: {}
domains: {d: {owner: a}}
tissue:
  guardrails:
    pii-scan: {owner: a, enforcement: automated, policy: p.rego, applies_to: {data: pii}}
    other: {owner: a, applies_to: {tier: 4}}
""",
    )
    text = topo("who", "s")
    assert text.returncode == 0
    assert "pii-scan (automated, p.rego, owner a)" in text.stdout
    assert "#a" in text.stdout
    assert "other" not in text.stdout
    [answer] = json.loads(topo("who", "src/s/main.py", "--format", "json").stdout)["answers"]
    assert (answer["service"], answer["owner"], answer["tier"]) == ("s", "a", 1)
    assert topo("who", "t").returncode == 1
    missing = topo("who", "u")
    assert missing.returncode == 2
    assert "no service is called `u`" in missing.stderr


def test_who_on_a_day(topo: Any, write: Any) -> None:
    """A waiver is judged on the day that is asked for."""
    write("topo.yaml", "services:\n  # topo: allow[OWN001] until 2027-03-31: vendor hands over\n  a: {}\n")
    states = [
        json.loads(topo("who", "a", "--format", "json", "--as-of", day).stdout)["answers"][0]["state"]
        for day in ("2027-03-31", "2027-04-01")
    ]
    assert states == ["waived", "unowned"]


def test_a_command_that_measures_refuses_a_broken_model(topo: Any, write: Any) -> None:
    """Every SYN error on stderr, exit 2."""
    write("topo.yaml", "teams: {a: {sise: 1, sizze: 2}}\nservices: {s: {owner: a}}\n")
    done = topo("who", "s")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("SYN003") == 2


POLICY = """\
teams: {a: {size: 12}, b: {size: 5}}
policies:
  POL001: {says: teams are small, for: teams, require: {size: {max: 9}}, severity: warning, why: pizza}
"""


def test_a_command_that_measures_refuses_a_broken_policy(topo: Any, write: Any) -> None:
    """What it asks is checked against the schema when the model is read."""
    write("topo.yaml", f"{POLICY}services: {{s: {{owner: a}}}}\n".replace("size: {max", "sise: {max"))
    done = topo("who", "s")
    assert (done.returncode, done.stdout) == (2, "")
    assert "topo.yaml:3:57: error[SYN003] the path `sise` leads nowhere" in done.stderr


@pytest.mark.parametrize("command", ["analyze", "stress", "export json"])
def test_a_command_that_measures_refuses_a_weight_that_is_none(command: str, topo: Any, write: Any) -> None:
    """What would be measured with another number than the model says is not measured."""
    write("topo.yaml", "topo: 1\nprofiles: {flow: {touch-band: -0.2}}\nteams: {a: {size: 3}}\n")
    done = topo(*command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert "topo.yaml:2:31: error[SYN004] `touch-band`" in done.stderr


def test_a_policy_has_a_page(topo: Any, write: Any) -> None:
    """Made from what it says, in the model that is named or that stands here; another code is none."""
    write("topo.yaml", POLICY)
    page = topo("rule", "pol001").stdout
    assert page.startswith("POL001 (warning)\n================\n\nteams are small.\n")
    assert "- `size`: max `9`" in page
    assert "pizza." in page
    assert json.loads(topo("rule", "POL001", ".", "--format", "json").stdout)["slug"] is None
    missing = topo("rule", "POL002")
    assert missing.returncode == 2
    assert "did you mean `POL001`" in missing.stderr


def test_a_policy_is_a_rule_in_every_report(topo: Any, write: Any) -> None:
    """With its sentence and page in SARIF, as a suite in JUnit, without a slug in JSON."""
    write("topo.yaml", POLICY)
    [run] = json.loads(topo("check", "--format", "sarif").stdout)["runs"]
    [rule] = [each for each in run["tool"]["driver"]["rules"] if each["id"] == "POL001"]
    assert "name" not in rule
    assert rule["shortDescription"]["text"] == "teams are small"
    assert "## What it finds" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] == "warning"
    assert [each["ruleId"] for each in run["results"]] == ["POL001"]
    assert '<testsuite name="POL001" tests="1"' in topo("check", "--format", "junit").stdout
    [finding] = json.loads(topo("check", "--format", "json").stdout)["findings"]
    assert (finding["code"], finding["slug"], finding["measured"]) == ("POL001", None, "beyond")
    assert finding["evidence"] == {"path": "size", "value": 12, "beyond": 3}
    assert "| POL001 | warning | 1 |" in topo("check", "--format", "markdown").stdout
    assert "help: pizza" in topo("check").stdout


def test_findings_of_a_policy_are_let_into_a_baseline(topo: Any, write: Any) -> None:
    """As those of any rule: with a reason and a last day."""
    write("topo.yaml", POLICY)
    assert topo("baseline", "write").returncode == 0
    write("topo.yaml", POLICY.replace("size: 5", "size: 10"))
    assert topo("check", "--fail-level", "warning").returncode == 1
    permit = ["--accept", "POL001", "--reason", "they split", "--until", "2099-03-31"]
    assert topo("baseline", "write", *permit).returncode == 0
    assert topo("check", "--fail-level", "warning").returncode == 0
    assert topo("baseline", "write", *permit[:1], "POL009", *permit[2:]).returncode == 2


def test_fmt_lays_out_and_says_so(topo: Any, write: Any, tmp_path: Path) -> None:
    """--check writes nothing; a second run changes nothing."""
    write("topo.yaml", "teams:\n      a:   {size:   3}   # ours\n\n\n\n      b: {}\n")
    assert topo("fmt", "--check").returncode == 1
    assert "size:   3" in (tmp_path / "topo.yaml").read_text()
    assert topo("fmt", "--diff").stdout.startswith("--- a/topo.yaml")
    assert topo("fmt").returncode == 0
    assert "# ours" in (tmp_path / "topo.yaml").read_text()
    assert topo("fmt", "--check").returncode == 0


def test_rules_and_their_pages(topo: Any) -> None:
    """By code or slug."""
    assert "OWN001" in topo("rules").stdout
    assert len(json.loads(topo("rules", "--format", "json").stdout)) > 25
    assert "What it finds" in topo("rule", "OWN001").stdout
    assert topo("rule", "unowned-service").stdout == topo("rule", "own001").stdout
    assert topo("rule", "OWN999").returncode == 2


def test_the_schema_is_fresh(topo: Any) -> None:
    """What ships is what the model says."""
    assert topo("schema", "--check").returncode == 0
    assert json.loads(topo("schema").stdout)["title"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(topo: Any, shell: str) -> None:
    """Each shell gets its own."""
    assert "_TOPO_COMPLETE" in topo("completion", shell).stdout


def test_completion_works(topo: Any) -> None:
    """What the script asks for is answered."""
    done = topo(env={"_TOPO_COMPLETE": "bash_complete", "COMP_WORDS": "topo ch", "COMP_CWORD": "1"})
    assert done.stdout.split() == ["plain,check", "plain,challenge"]


def test_version(topo: Any) -> None:
    """One line."""
    from topo import __version__

    assert topo("--version").stdout == f"topo {__version__}\n"
