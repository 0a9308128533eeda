"""What does a model have in common with one that was read before? Reading it so says what reading it says."""

import random
import shutil
from pathlib import Path

import pytest

from topo.model.organisation import COLLECTIONS
from topo.source.loading import LoadedModel, load_model
from topo.source.positions import Mapping, Sequence

SAMPLES = ("northwind", "agileworks", "monolith", "paradox")
_ODD = [
    "  ",
    "teams:",
    "services:\n  a-new-one: {owner: nobody}",
    "x: [",
    "    id: odd",
    "- one",
    "&a {}: *a",
]


def _describe(model: LoadedModel) -> dict[str, object]:
    """Everything that a load says: values in their order, findings, and where each thing stands."""
    organisation = model.organisation
    places = {
        str(address): (model.positions.find(address), model.positions.find_extent(address))
        for address, _ in organisation.entities()
    }
    return {
        "organisation": repr(organisation),
        "findings": [repr(each) for each in model.findings],
        "places": places,
        "order": [list(organisation.collection(kind)) for kind in COLLECTIONS],
        "files": model.files,
        "notes": model.notes,
        "root": _plain(model.positions.root),
    }


def _plain(value: object) -> object:
    """A tree without its marks, which begin at other numbers."""
    if isinstance(value, Mapping):
        return [(key, _plain(inner)) for key, inner in value.items()]
    return [_plain(each) for each in value] if isinstance(value, Sequence) else value


def _edit(text: str, chance: random.Random) -> str:
    """Some lines go, come, change places or say something else."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at : at + chance.randint(1, 3)]
            case 1:
                lines.insert(at, chance.choice(_ODD))
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                lines[at] = lines[at].replace("a", "b", 1)
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("seed", range(12))
def test_by_chance(sample: str, seed: int, project: Path, tmp_path: Path) -> None:
    """Whatever is edited, added or moved between two states: the second reads as it does alone."""
    chance = random.Random(f"{sample} {seed}")
    one, other = tmp_path / "one", tmp_path / "other"
    shutil.copytree(project / "samples" / sample, one)
    shutil.copytree(one, other)
    files = sorted(other.rglob("*.yaml"))
    for path in chance.sample(files, min(len(files), chance.randint(1, 2))):
        path.write_text(_edit(path.read_text(encoding="utf-8"), chance), encoding="utf-8")
    if seed % 3 == 0:
        shutil.copy(chance.choice(files), other / "a-copy.yaml")
    before = load_model(one)
    told = _describe(before)
    assert _describe(load_model(other, like=before)) == _describe(load_model(other))
    assert _describe(before) == told, "reading the second one changed the first"
    assert _describe(load_model(one, like=load_model(other))) == told


def test_what_is_shared(tmp_path: Path) -> None:
    """Things of files that did not change are the same objects, and so are whole sections; others are not."""
    (tmp_path / "topo.yaml").write_text("files: [services.yaml]\nteams:\n  a: {size: 3}\n", encoding="utf-8")
    (tmp_path / "services.yaml").write_text("services:\n  s: {owner: a}\n  t: {owner: a}\n", encoding="utf-8")
    before = load_model(tmp_path)
    (tmp_path / "services.yaml").write_text("services:\n  s: {owner: a}\n  t: {tier: 1}\n", encoding="utf-8")
    after = load_model(tmp_path, like=before)
    assert after.organisation.teams is before.organisation.teams
    assert after.organisation.services["s"] is not before.organisation.services["s"]
    assert after.organisation.services["t"].tier == 1
    assert load_model(tmp_path, like=after).organisation.services is after.organisation.services


def test_what_did_not_fit_is_told_again(tmp_path: Path) -> None:
    """A thing that was mended while it was read is read again, with all that is to be said of it."""
    (tmp_path / "topo.yaml").write_text("topo: 1\nteams:\n  a: {size: many}\n", encoding="utf-8")
    before = load_model(tmp_path)
    again = load_model(tmp_path, like=before)
    assert [each.code for each in again.findings] == [each.code for each in before.findings] == ["SYN004"]
    assert again.organisation.teams["a"].size is None
