"""Is what topo writes the organisation that was read, and nothing but what the sources say?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from tests.strategies import organisations
from topo.model.organisation import Organisation
from topo.source.freezing import freeze, write_organisation
from topo.source.loading import LoadedModel, load_model

CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: checkout, description: "Takes shoppers from cart to order"}
spec: {type: team, children: [], members: [ana]}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ana}
spec: {memberOf: [checkout]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart-api, tags: [go]}
spec: {type: service, lifecycle: production, owner: checkout, dependsOn: ["component:default/stock"]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
# topo: allow[OWN001] until 2030-03-31: vendor hands over
metadata: {name: stock}
spec: {type: service, lifecycle: production, owner: logistics}
"""
CODEOWNERS = """\
* @acme/everything
# topo: allow[OWN001] until 2030-03-31: nobody needs it
/legacy/
/services/cart/ @acme/checkout @acme/security
"""


def write_model(folder: Path, **files: str) -> Path:
    """A folder with these files; `topo_yaml` is its `topo.yaml`."""
    for name, text in files.items():
        (folder / name.replace("_yaml", ".yaml")).write_text(text, encoding="utf-8")
    return folder


def comparable(organisation: Organisation) -> Organisation:
    """An organisation without what reading alone knows, and without where it was read from."""
    return organisation.model_copy(update={"topo": None, "facts": None, "sources": (), "files": ()})


def read_again(files: dict[str, str], folder: Path) -> LoadedModel:
    """The model that consists of frozen files alone."""
    folder.mkdir()
    (folder / "topo.yaml").write_text('topo: 1\nfiles: ["**/*.yaml"]\n', encoding="utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_model(folder)


@pytest.fixture
def estate(tmp_path: Path) -> LoadedModel:
    """A model that is nothing but a catalog and a CODEOWNERS file."""
    topo = "topo: 1\nsources: [{backstage: catalog.yaml}, {codeowners: CODEOWNERS}]\n"
    return load_model(write_model(tmp_path, topo_yaml=topo, catalog_yaml=CATALOG, CODEOWNERS=CODEOWNERS))


class TestWriteOrganisation:
    @given(organisations())
    def test_any_organisation(
        self, tmp_path_factory: pytest.TempPathFactory, organisation: Organisation
    ) -> None:
        """Written and read again it is equal, stages in their order, and nothing in it is wrong."""
        path = tmp_path_factory.mktemp("written") / "topo.yaml"
        path.write_text(write_organisation(organisation), encoding="utf-8")
        again = load_model(path)
        assert [finding.message for finding in again.findings] == []
        assert comparable(again.organisation) == comparable(organisation)
        assert _stages(again.organisation) == _stages(organisation)

    def test_quantities_as_people_write_them(self) -> None:
        """Shares are percentages, dates are bare, and a lone steward is no list."""
        team = {
            "id": "pay",
            "focus": "0.65",
            "vacancies": {"engineer": {"count": 1, "by": "2027-02-01"}, "designer": 1},
            "stewards": {"collaboration": ["ana"], "improvement": None},
        }
        people = {"ana": {"id": "ana"}}
        text = write_organisation(Organisation.model_validate({"teams": {"pay": team}, "people": people}))
        assert text == (
            "topo: 1\n\npeople:\n  ana: {}\n\nteams:\n  pay:\n"
            "    vacancies: {engineer: {by: 2027-02-01}, designer: 1}\n    focus: 65%\n"
            "    stewards: {collaboration: ana, improvement: ~}\n"
        )

    def test_what_holds_anyway(self) -> None:
        """A field that says its default is left out; short forms stand for parts that say no more."""
        services = {
            "cart": {"id": "cart", "depends_on": [{"service": "stock", "via": "sync"}], "tags": []},
            "stock": {"id": "stock", "data": []},
        }
        text = write_organisation(Organisation.model_validate({"services": services}))
        assert text == "topo: 1\n\nservices:\n  cart: {depends_on: [stock]}\n  stock: {data: []}\n"


def _stages(organisation: Organisation) -> list[list[str]]:
    return [list(stream.stages) for stream in organisation.streams.values()]


class TestFreeze:
    def test_an_estate(self, estate: LoadedModel, tmp_path: Path) -> None:
        """A file a section; read again they are the same organisation, but for comments that waived."""
        files = freeze(estate)
        assert list(files) == ["people.yaml", "services.yaml", "teams.yaml"]
        assert files["teams.yaml"] == (
            "teams:\n"
            "  checkout: {description: Takes shoppers from cart to order, members: [ana]}\n"
            '  everything:\n    contacts: {github: "@acme/everything"}\n'
            '  logistics: {}\n  security:\n    contacts: {github: "@acme/security"}\n'
        )
        again = read_again(files, tmp_path / "frozen")
        assert not again.findings
        assert comparable(again.organisation).services.keys() == estate.organisation.services.keys()
        assert again.organisation.teams == estate.organisation.teams
        assert again.organisation.people == estate.organisation.people

    def test_a_waiver_in_a_comment(self, estate: LoadedModel, tmp_path: Path) -> None:
        """It moves to the thing, in a catalog as in a CODEOWNERS file, and still accepts the same finding."""
        again = read_again(freeze(estate), tmp_path / "frozen")
        accepted = {str(each.addresses[0]): each.reason for each in again.organisation.acceptances()}
        assert accepted == {"services.stock": "vendor hands over", "services.legacy": "nobody needs it"}

    def test_only_what_sources_say(self, tmp_path: Path) -> None:
        """The model's own things stay where they are; `owns:` of one of its teams is said on the thing."""
        topo = (
            "topo: 1\nsources: [{codeowners: CODEOWNERS}]\nteams:\n  platform: {owns: [legacy, deploy]}\n"
            "services:\n  own: {owner: platform}\n"
        )
        model = load_model(write_model(tmp_path, topo_yaml=topo, CODEOWNERS="/legacy/ @acme/legacy\n"))
        files = freeze(model)
        assert files["services.yaml"] == "services:\n  legacy: {owner: platform, paths: [legacy/**]}\n"
        assert files["teams.yaml"] == 'teams:\n  legacy:\n    contacts: {github: "@acme/legacy"}\n'

    def test_a_thing_that_both_speak_of(self, tmp_path: Path) -> None:
        """It is written whole, below a line that says where it stands already."""
        topo = "topo: 1\nsources: [{codeowners: CODEOWNERS}]\nservices:\n  cart: {tier: 1}\n"
        model = load_model(write_model(tmp_path, topo_yaml=topo, CODEOWNERS="/cart/ @acme/checkout\n"))
        assert freeze(model)["services.yaml"] == (
            "# These stand in your own files too. Take them out there: this is all of each.\n"
            "#   services.cart at topo.yaml:4\n"
            "services:\n  cart: {owner: checkout, tier: 1, paths: [cart/**]}\n"
        )

    def test_a_private_overlay(self, tmp_path: Path) -> None:
        """What it adds to a thing of a source is not frozen."""
        files = {
            "topo_yaml": "topo: 1\nsources: [{codeowners: CODEOWNERS}]\n",
            "topo.private_yaml": "teams:\n  checkout: {survey: {n: 6, tlx: 48}}\n",
            "CODEOWNERS": "/cart/ @acme/checkout\n",
        }
        model = load_model(write_model(tmp_path, **files))
        assert model.organisation.teams["checkout"].survey is not None
        assert (
            freeze(model)["teams.yaml"] == 'teams:\n  checkout:\n    contacts: {github: "@acme/checkout"}\n'
        )

    def test_a_model_without_sources(self, tmp_path: Path) -> None:
        """There is nothing to freeze."""
        assert freeze(load_model(write_model(tmp_path, topo_yaml="teams: {pay: {size: 7}}\n"))) == {}

    def test_the_first_line(self, estate: LoadedModel) -> None:
        """Every file begins with its section, which the file is called after."""
        for name, text in freeze(estate).items():
            assert text.startswith(f"{name.removesuffix('.yaml')}:\n")
