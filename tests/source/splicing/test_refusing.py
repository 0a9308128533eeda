"""What is not spliced, and is a person told what to write instead?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.source.splicing.changing import renamed, with_fields, with_thing, without
from tests.source.splicing.editing import HEAD, Changing, edit_files, lines, plan_files
from topo.errors import UsageError
from topo.model.organisation import Organisation
from topo.model.service import Dependency
from topo.model.team import Team
from topo.source.loading import load_model
from topo.source.splicing.plan import EditPlan
from topo.source.splicing.planning import plan_edits
from topo.source.splicing.verifying import find_misread

CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: checkout}
spec: {type: team, children: [], members: [ana]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart-api, tags: [go]}
spec: {type: service, lifecycle: production, owner: checkout, dependsOn: ["component:default/stock"]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: stock}
spec: {type: service, lifecycle: production, owner: logistics}
"""
SOURCES = "topo: 1\nsources: [{backstage: catalog/catalog-info.yml}]\n"


def plan(folder: Path, text: str, changing: Changing, **more: str) -> EditPlan:
    return plan_files(folder, {"topo.yaml": text, **more}, changing)[0]


def plan_catalog(folder: Path, text: str, changing: Changing) -> EditPlan:
    files = {"topo.yaml": SOURCES + text, "catalog/catalog-info.yml": CATALOG}
    return plan_files(folder, files, changing)[0]


def told(plan: EditPlan) -> dict[str, tuple[int | None, str]]:
    """The line and the patch of what cannot be written, by address."""
    return {
        str(each.address): (each.position.line if each.position else None, each.patch)
        for each in plan.unwritten
    }


# --- anchors, aliases, merge keys -----------------------------------------------------------------------

ANCHORS = HEAD + lines(
    """\
    x-base: &base {domain: d, tier: 2}
    domains: {d: {}, e: {}}
    teams: {a: {size: &n 3}, b: {size: *n}}
    services:
      one: {<<: *base, owner: a}
      two: *base
      three: {<<: *base, tier: 3}
      four: &four
        owner: a
      five: *four
      six: &six {owner: a}
    """
)


def test_what_stands_elsewhere_too(tmp_path: Path):
    """An anchored value that an alias names is not touched: it would change there as well."""

    def change(all: Organisation) -> Organisation:
        all = with_fields(all, "service", "four", tier=1)
        return with_fields(all, "team", "a", size=4)

    done = plan(tmp_path, ANCHORS, change)
    assert done.files == ()
    assert told(done) == {
        "services.four.tier": (10, "services:\n  four: {tier: 1}\n"),
        "teams.a.size": (5, "teams:\n  a: {size: 4}\n"),
    }
    assert done.unwritten[0].reason == (
        "the anchor `&four` is used elsewhere too: what changes here would change there"
    )


def test_what_is_an_alias(tmp_path: Path):
    """Nothing can be changed inside it."""
    done = plan(tmp_path, ANCHORS, lambda all: with_fields(all, "service", "five", owner="b"))
    assert told(done) == {"services.five.owner": (11, "services:\n  five: {owner: b}\n")}


def test_what_a_merge_key_brings(tmp_path: Path):
    """It cannot be taken out."""
    done = plan(tmp_path, ANCHORS, lambda all: with_fields(all, "service", "three", domain=None))
    assert told(done) == {"services.three.domain": (3, f"take out `services.three.domain` ({place(done)})\n")}


def place(plan: EditPlan) -> str:
    position = plan.unwritten[0].position
    assert position is not None
    return f"{position.file}, line {position.line}"


def test_anchored_thing_goes(tmp_path: Path):
    """Not while an alias needs it."""
    done = plan(tmp_path, ANCHORS, lambda all: without(all, "service", "four"))
    assert list(told(done)) == ["services.four"]


def test_what_is_safe_around_anchors():
    """A key beside a merge key, an alias that is replaced or goes, an anchor that nobody uses."""

    def change(all: Organisation) -> Organisation:
        all = with_fields(without(all, "service", "two"), "service", "one", owner="b", domain="e")
        all = with_fields(with_fields(all, "service", "six", owner="b", tier=2), "team", "b", size=5)
        return without(all, "service", "five")

    after = edit_files({"topo.yaml": ANCHORS}, change)["topo.yaml"]
    expected = ANCHORS.replace("  two: *base\n", "").replace("  five: *four\n", "").replace("*n", "5")
    expected = expected.replace("{<<: *base, owner: a}", "{<<: *base, domain: e, owner: b}")
    assert after == expected.replace("&six {owner: a}", "&six {owner: b, tier: 2}")


# --- foreign sources ------------------------------------------------------------------------------------


def test_what_a_source_says(tmp_path: Path):
    """It stays where it stands; a field of the model's own would win."""
    done = plan_catalog(
        tmp_path,
        "teams: {pay: {size: 3}}\n",
        lambda all: with_fields(
            with_fields(all, "service", "cart-api", owner="pay"), "team", "checkout", size=3
        ),
    )
    assert told(done) == {
        "services.cart-api.owner": (9, "services:\n  cart-api: {owner: pay}\n"),
        "teams.checkout.size": (3, "teams:\n  checkout: {size: 3}\n"),
    }
    assert done.unwritten[0].position is not None
    assert done.unwritten[0].position.file.endswith("catalog/catalog-info.yml")
    assert "is not topo's own" in done.unwritten[0].reason


def test_things_of_a_source(tmp_path: Path):
    """They are not renamed or taken out here; it is said in words where they stand."""
    done = plan_catalog(
        tmp_path,
        "services: {cart-api: {tier: 1}}\n",
        lambda all: without(
            without(renamed(all, "team", "checkout", "shop"), "service", "stock"), "service", "cart-api"
        ),
    )
    patches = {address: patch for address, (_, patch) in told(done).items()}
    assert sorted(patches) == ["services.cart-api", "services.stock", "teams.shop"]
    assert patches["services.stock"].startswith("take out `services.stock` (")
    assert patches["teams.shop"].startswith("# call `teams.checkout` (")
    assert patches["teams.shop"].endswith("teams:\n  shop: {members: [ana], formerly: [checkout]}\n")


def test_team_that_a_source_only_names(tmp_path: Path):
    """It stands nowhere: the patch is what the model's own files may say of it."""
    done = plan_catalog(tmp_path, "", lambda all: with_fields(all, "team", "logistics", size=4))
    assert told(done) == {"teams.logistics.size": (14, "teams:\n  logistics: {size: 4}\n")}
    assert done.unwritten[0].reason == "no file of the model's own speaks of it"


def test_what_the_model_says_of_a_thing_of_a_source():
    """That is the model's own, and changes where it stands; so do dependencies of both."""

    def change(all: Organisation) -> Organisation:
        waits = (Dependency(service="stock"), Dependency(service="y9", via="async"))
        all = with_fields(all, "service", "cart-api", owner="b", tier=None, depends_on=waits)
        return with_fields(all, "service", "stock", depends_on=())

    files = {
        "topo.yaml": SOURCES
        + "services:\n  cart-api: {tier: 1, owner: a, depends_on: [x9]}\n  stock: {depends_on: [x9]}\n"
        + "  x9: {}\n  y9: {}\nteams: {a: {}, b: {}}\n",
        "catalog/catalog-info.yml": CATALOG,
    }
    after = edit_files(files, change)
    assert (
        after
        == {
            **files,
            "topo.yaml": SOURCES
            + "services:\n  cart-api: {owner: b, depends_on: [{service: y9, via: async}]}\n  stock: {}\n"
            + "  x9: {}\n  y9: {}\nteams: {a: {}, b: {}}\n",
        }
        or after["topo.yaml"].count("x9") == 1
    )


def test_last_dependency_of_its_own():
    """Its list goes: an empty one would say that there are none, not even those of the source."""
    files = {
        "topo.yaml": SOURCES + "services: {cart-api: {tier: 1, depends_on: [x9]}, x9: {}}\n",
        "catalog/catalog-info.yml": CATALOG,
    }
    after = edit_files(
        files, lambda all: with_fields(all, "service", "cart-api", depends_on=(Dependency(service="stock"),))
    )
    assert after["topo.yaml"] == SOURCES + "services: {cart-api: {tier: 1}, x9: {}}\n"


# --- what else ------------------------------------------------------------------------------------------


def test_file_that_is_not_valid(tmp_path: Path):
    """What could be read of it is left alone; the rest of the model can change."""
    (tmp_path / "broken.yaml").write_text("services:\n  s: {tier: 1}\n  t: {tier: 2\n")
    (tmp_path / "topo.yaml").write_text(HEAD + "teams: {a: {}}\n")
    model = load_model(tmp_path)
    done = plan_edits(model, with_fields(model.organisation, "service", "s", tier=2))
    assert [(str(each.address), each.reason) for each in done.unwritten] == [
        ("services.s", "its file is not valid YAML")
    ]
    assert plan_edits(model, with_fields(model.organisation, "team", "a", size=2)).is_complete


def test_stages_in_another_order(tmp_path: Path):
    """Their order is their meaning: it is said that the text would not say it, and nothing is written."""

    def change(all: Organisation) -> Organisation:
        stages = dict(reversed(all.streams["s"].stages.items()))
        return with_fields(all, "stream", "s", stages=stages)

    done = plan(tmp_path, HEAD + "streams: {s: {stages: {one: {}, two: {}}}}\n", change)
    assert [str(each.address) for each in done.unwritten] == ["streams.s.stages"]
    assert done.unwritten[0].patch == "streams:\n  s:\n    stages: {two: {}, one: {}}\n"


def test_text_that_would_lose_a_waiver(tmp_path: Path):
    """Reading the text again finds the waiver that a thing would lose, and one that would cover another."""
    text = HEAD + "services:\n  # topo: allow[OWN001] until 2030-01-01: why\n  a: {tier: 1}\n  b: {tier: 2}\n"
    (tmp_path / "topo.yaml").write_text(text)
    model = load_model(tmp_path)

    def misread(text: str) -> list[str]:
        return [str(each) for each in find_misread(model, model.organisation, {tmp_path / "topo.yaml": text})]

    assert misread(text) == []
    assert misread(text.replace("topo: allow", "to: allow")) == ["services.a"]
    swapped = text.replace("  a: {tier: 1}\n  b: {tier: 2}\n", "  b: {tier: 2}\n  a: {tier: 1}\n")
    assert misread(swapped) == ["services.a"]


def test_model_without_its_overlay(tmp_path: Path):
    """It is not the whole model, and no plan is made for it."""
    (tmp_path / "topo.yaml").write_text("teams: {a: {}}\n")
    (tmp_path / "topo.private.yaml").write_text("teams: {a: {survey: {n: 5}}}\n")
    model = load_model(tmp_path, public=True)
    with pytest.raises(UsageError, match="private overlay"):
        plan_edits(model, with_thing(model.organisation, "team", Team(id="b")))
