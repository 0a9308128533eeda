"""What model does a CODEOWNERS file make, alone and beside a model's own files?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.api import check
from topo.findings import Address
from topo.model.service import Service
from topo.source.foreign.codeowners_estate import find_codeowners
from topo.source.loading import LoadedModel, load_model

AS_OF = date(2026, 12, 1)


def load(folder: Path, codeowners: str, model: str = "", *, options: str = "", tree: str = "") -> LoadedModel:
    """A model that reads a CODEOWNERS file in place; `tree` lists files, `options` are of the source."""
    (folder / "CODEOWNERS").write_text(codeowners, encoding="utf-8")
    if tree:
        (folder / "files.txt").write_text(tree, encoding="utf-8")
        options += ", tree: files.txt"
    (folder / "topo.yaml").write_text(
        f"sources: [{{codeowners: CODEOWNERS{options}}}]\n{model}", encoding="utf-8"
    )
    return load_model(folder)


def services(model: LoadedModel) -> dict[str, tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    """Owner, consulted and paths of each service."""
    return {id: _summary(service) for id, service in model.organisation.services.items()}


def _summary(service: Service) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    return service.owner, service.consulted, service.paths


def found(model: LoadedModel) -> list[str]:
    """What a check says, by code and place."""
    result = check(model, as_of=AS_OF).result
    places = [
        (each.code, each.position or model.positions.find_value(each.address)) for each in result.findings
    ]
    return [f"{code} {place.line}:{place.column}" if place else code for code, place in places]


class TestServices:
    def test_a_folder(self, tmp_path: Path) -> None:
        """It is a service: the first team owns it, the others are consulted."""
        model = load(tmp_path, "/services/cart/ @acme/checkout @acme/security\n")
        assert services(model) == {"services-cart": ("checkout", ("security",), ("services/cart/**",))}
        assert model.organisation.facts.implied_teams == {"checkout", "security"}
        assert not model.findings

    def test_what_is_no_folder(self, tmp_path: Path) -> None:
        """Patterns, files and the catch-all make no service, but their teams are known."""
        model = load(tmp_path, "* @acme/all\n*.md @acme/docs\n/go.mod @acme/go\n/a/*/b/ @acme/b\n")
        assert services(model) == {}
        assert set(model.organisation.teams) == {"all", "b", "docs", "go"}
        assert model.notes == (
            f"{_shown(model)} (GitHub): 4 lines, none of which names a folder: no services;"
            " all else belongs to `all`",
        )

    def test_a_later_line_about_the_same_folder(self, tmp_path: Path) -> None:
        """On GitHub the last one holds, and the other is named as without effect."""
        model = load(tmp_path, "/cart/ @acme/a\n/cart @acme/b\n")
        assert services(model) == {"cart": ("b", (), ("cart/**",))}
        assert [(position.line, reason) for position, reason in model.skipped] == [
            (1, "/cart/ decides nothing: line 2 names the same folder")
        ]

    def test_a_later_line_that_takes_everything(self, tmp_path: Path) -> None:
        """Who wrote the catch-all last gave everything away: the service says so, at that line."""
        model = load(tmp_path, "/cart/ @acme/cart\n* @acme/all\n")
        assert services(model) == {"cart": ("all", (), ("cart/**",))}
        owner = model.positions.find_value(Address.of("services", "cart", "owner"))
        assert owner is not None
        assert (owner.line, owner.column) == (2, 3)
        assert model.skipped[0][1] == "/cart/ decides nothing: a later line takes all that it names"

    def test_a_later_line_about_some_files(self, tmp_path: Path) -> None:
        """A pattern that takes a part of a folder does not take the folder."""
        model = load(tmp_path, "/cart/ @acme/cart\n*.md @acme/docs\n/cart/**/*.sql @acme/dba\n")
        assert services(model)["cart"][0] == "cart"

    def test_the_files_directly_in_a_folder(self, tmp_path: Path) -> None:
        """`x/*` is a smaller place, unless another line takes all of the folder."""
        assert services(load(tmp_path, "/a/* @acme/a\n")) == {"a": ("a", (), ("a/*",))}
        assert services(load(tmp_path, "/a/ @acme/a\n/a/* @acme/b\n")) == {"a": ("a", (), ("a/**",))}

    def test_nobody_on_purpose(self, tmp_path: Path) -> None:
        """A folder without owner is a service without one, and the check says so at its line."""
        model = load(tmp_path, "/apps/ @acme/apps\n/apps/legacy/\n")
        assert services(model)["apps-legacy"] == (None, (), ("apps/legacy/**",))
        assert found(model) == ["OWN001 2:1", "OWN012 1:1"]

    def test_people(self, tmp_path: Path) -> None:
        """A person owns where no team is named, as what they are: the check names the place."""
        model = load(tmp_path, "/cart/ @ana bo@acme.example\n/pay/ pay.ops@acme.example\n")
        assert [each[:2] for each in services(model).values()] == [("person:ana", ()), ("person:pay.ops", ())]
        assert {id: person.name for id, person in model.organisation.people.items()} == {
            "ana": None,
            "pay.ops": "pay.ops@acme.example",
        }
        assert found(model) == ["OWN002 1:8", "OWN002 2:7"]

    def test_people_beside_a_team(self, tmp_path: Path) -> None:
        """The team owns, whatever the order; the people are left out, and counted."""
        model = load(tmp_path, "/cart/ @ana @acme/cart\n")
        assert services(model) == {"cart": ("cart", (), ("cart/**",))}
        assert not model.organisation.people
        assert model.notes[-1].endswith("1 line names people beside a team: they are left out")

    def test_ids(self, tmp_path: Path) -> None:
        """Folders that would be called alike say more; the order of lines changes no id."""
        lines = [
            "/a/b-c/ @x/y",
            "/a-b/c/ @x/y",
            "/.ci/ @x/y",
            "/ci/ @x/y",
            r"/my\ apps/ @x/y",
            "/A/ @x/y",
            "/a/ @x/y",
        ]
        model = load(tmp_path, "\n".join(lines))
        ids = {service.paths[0]: id for id, service in model.organisation.services.items()}
        assert ids == {
            "a/b-c/**": "a.b-c",
            "a-b/c/**": "a-b.c",
            ".ci/**": "ci",
            "ci/**": "ci-2",
            "my apps/**": "my-apps",
            "A/**": "A",
            "a/**": "a-2",
        }
        again = load(tmp_path, "\n".join(reversed(lines)))
        assert {service.paths[0]: id for id, service in again.organisation.services.items()} == ids

    def test_two_repositories(self, tmp_path: Path) -> None:
        """The second one's folder of the same name is a service of its own, called after its repository."""
        for name in ("shop", "bank"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "CODEOWNERS").write_text(f"/api/ @acme/{name}\n", encoding="utf-8")
        sources = "sources: [{codeowners: shop/CODEOWNERS}, {codeowners: bank/CODEOWNERS}]\n"
        (tmp_path / "topo.yaml").write_text(sources, encoding="utf-8")
        model = load_model(tmp_path)
        assert {id: service.owner for id, service in model.organisation.services.items()} == {
            "api": "shop",
            "bank.api": "bank",
        }


class TestGitlab:
    def test_sections_add_up(self, tmp_path: Path) -> None:
        """A folder of two sections belongs to the first one's team, and the other is consulted."""
        text = "[Backend] @acme/back\n/api/\n[Security]\n/api/ @acme/sec\n"
        assert services(load(tmp_path, text)) == {"api": ("back", ("sec",), ("api/**",))}

    def test_a_catch_all(self, tmp_path: Path) -> None:
        """Who must approve everything is consulted: the line that names the folder says who owns it."""
        text = "* @acme/all\n[Docs]\n/docs/ @acme/docs\n"
        assert services(load(tmp_path, text)) == {"docs": ("docs", ("all",), ("docs/**",))}

    def test_an_optional_section(self, tmp_path: Path) -> None:
        """It consults where another section requires somebody, and owns where none does."""
        text = "^[Style] @acme/style\n/api/\n/web/\n[Backend]\n/api/ @acme/back\n"
        assert services(load(tmp_path, text)) == {
            "api": ("back", ("style",), ("api/**",)),
            "web": ("style", (), ("web/**",)),
        }

    def test_an_exclusion(self, tmp_path: Path) -> None:
        """What a section excludes it says nothing of."""
        text = "[Backend] @acme/back\n/api/\n!/api/\n[Docs] @acme/docs\n/api/\n"
        assert services(load(tmp_path, text)) == {"api": ("docs", (), ("api/**",))}

    def test_a_role(self, tmp_path: Path) -> None:
        """It is no team: the folder is nobody's, and a note says why."""
        model = load(tmp_path, "[A]\n/api/ @@maintainer\n")
        assert services(model) == {"api": (None, (), ("api/**",))}
        assert model.notes[-1].endswith("1 line names a role (`@@maintainer`), which is no team")

    def test_an_entry_without_owner(self, tmp_path: Path) -> None:
        """Nobody owns the folder, which is no mistake in the file but a service to be owned."""
        model = load(tmp_path, "[A]\n/api/\n")
        assert found(model) == ["OWN001 2:1"]
        assert [position.line for position, _ in model.skipped] == [2]

    def test_a_folder_without_its_slash(self, tmp_path: Path) -> None:
        """GitLab matches no file in it: it is no service, and where a tree shows the folder it is named."""
        text = "[A] @acme/a\n/api\n"
        assert services(load(tmp_path, text)) == {}
        model = load(tmp_path, text, tree="api/x.py\n")
        assert services(model) == {}
        reason = "GitLab matches the folder /api only when it is written with a slash at its end"
        assert [why for _, why in model.skipped] == [reason]

    def test_both_spellings_of_a_folder(self, tmp_path: Path) -> None:
        """With the slash it is there too, so the one without is nothing to speak of."""
        model = load(tmp_path, "[A] @acme/a\n/api\n/api/\n", tree="api/x.py\n")
        assert list(services(model)) == ["api"]
        assert not model.skipped

    def test_the_flavour_that_the_source_says(self, tmp_path: Path) -> None:
        """It beats what the content looks like."""
        model = load(tmp_path, "docs/** @acme/docs\n", options=", flavour: gitlab")
        assert services(model) == {"docs": ("docs", (), ("**/docs/*",))}


class TestBesideAModel:
    def test_a_service_with_the_same_path(self, tmp_path: Path) -> None:
        """The line speaks of it, and gives it an owner."""
        model = load(
            tmp_path,
            "/services/cart/ @acme/checkout @acme/sec\n",
            "services: {cart: {paths: [services/cart]}}",
        )
        assert services(model) == {"cart": ("checkout", ("sec",), ("services/cart",))}

    def test_a_service_with_an_owner(self, tmp_path: Path) -> None:
        """What the model says wins, and the line adds nothing."""
        own = "teams: {pay: {size: 3}}\nservices: {cart: {owner: pay, paths: [cart/**]}}"
        model = load(tmp_path, "/cart/ @acme/checkout @acme/sec\n", own)
        assert services(model) == {"cart": ("pay", (), ("cart/**",))}

    def test_a_service_with_two_paths(self, tmp_path: Path) -> None:
        """The first line that names one of them gives the owner."""
        model = load(tmp_path, "/a/ @acme/one\n/b/ @acme/two\n", "services: {cart: {paths: [a, b]}}")
        assert services(model) == {"cart": ("one", (), ("a", "b"))}

    def test_a_service_by_its_id(self, tmp_path: Path) -> None:
        """Named like the folder, without paths of its own, it is the folder: the overlay for more fields."""
        model = load(tmp_path, "/services/cart/ @acme/checkout\n", "services: {services-cart: {tier: 1}}")
        assert services(model) == {"services-cart": ("checkout", (), ("services/cart/**",))}
        assert model.organisation.services["services-cart"].tier == 1

    def test_another_service_of_that_id(self, tmp_path: Path) -> None:
        """Where the model's service is about other files the folder gets an id of its own."""
        model = load(tmp_path, "/cart/ @acme/checkout\n", "services: {cart: {paths: [old/cart]}}")
        assert services(model) == {
            "cart": (None, (), ("old/cart",)),
            "cart-2": ("checkout", (), ("cart/**",)),
        }

    def test_what_a_team_owns(self, tmp_path: Path) -> None:
        """`owns:` in the model wins over the file, and nothing is in conflict."""
        model = load(tmp_path, "/cart/ @acme/checkout\n", "teams: {pay: {size: 3, owns: [cart]}}")
        assert services(model) == {"cart": ("pay", (), ("cart/**",))}
        assert not model.organisation.facts.conflicts

    def test_a_team_by_its_contact(self, tmp_path: Path) -> None:
        """Nothing is implied where the model knows the handle."""
        own = 'teams: {payments: {contacts: {github: "@acme/pay"}}}'
        model = load(tmp_path, "/pay/ @acme/pay\n", own)
        assert services(model)["pay"][0] == "payments"
        assert not model.organisation.facts.implied_teams

    def test_the_handle_of_an_implied_team(self, tmp_path: Path) -> None:
        """It is the team's contact, so that whoever asks knows whom to mention."""
        team = load(tmp_path, "/pay/ @acme/pay\n").organisation.teams["pay"]
        assert dict(team.contacts) == {"github": "@acme/pay"}
        team = load(tmp_path, "[A]\n/pay/ @acme/x/pay\n").organisation.teams["pay"]
        assert dict(team.contacts) == {"gitlab": "@acme/x/pay"}

    def test_a_team_that_a_later_source_defines(self, tmp_path: Path) -> None:
        """It is implied no longer, and keeps the handle."""
        group = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: pay, title: Payments}\n"
        (tmp_path / "catalog.yaml").write_text(f"{group}spec: {{type: team}}\n", encoding="utf-8")
        (tmp_path / "CODEOWNERS").write_text("/pay/ @acme/pay\n", encoding="utf-8")
        sources = "sources: [{codeowners: CODEOWNERS}, {backstage: catalog.yaml}]\n"
        (tmp_path / "topo.yaml").write_text(sources, encoding="utf-8")
        organisation = load_model(tmp_path).organisation
        assert not organisation.facts.implied_teams
        team = organisation.teams["pay"]
        assert (team.name, dict(team.contacts)) == ("Payments", {"github": "@acme/pay"})

    def test_a_team_of_two_repositories(self, tmp_path: Path) -> None:
        """One handle is one team; another organisation's team of that name is another."""
        for name, line in (("shop", "* @acme/pay\n"), ("bank", "* @acme/pay\n"), ("zoo", "* @other/pay\n")):
            (tmp_path / name).mkdir()
            (tmp_path / name / "CODEOWNERS").write_text(line, encoding="utf-8")
        items = ", ".join(f"{{codeowners: {name}/CODEOWNERS}}" for name in ("shop", "bank", "zoo"))
        (tmp_path / "topo.yaml").write_text(f"sources: [{items}]\n", encoding="utf-8")
        assert load_model(tmp_path).organisation.facts.implied_teams == {"pay", "other.pay"}

    def test_closed_teams(self, tmp_path: Path) -> None:
        """An implied team is an error at the handle."""
        model = load(tmp_path, "* @acme/pay\n", "check: {teams: closed}")
        assert found(model) == ["OWN012 1:3"]

    def test_a_waiver_in_a_comment(self, tmp_path: Path) -> None:
        """A line of its own above the folder accepts that nobody owns it, until that day."""
        text = "* @acme/all\n# topo: allow[OWN001] until 2027-03-31: nobody needs it\n/legacy/\n"
        result = check(load(tmp_path, text), as_of=AS_OF).result
        assert [each.finding.code for each in result.waived] == ["OWN001"]
        assert not [each for each in result.findings if each.code == "OWN001"]


class TestMistakes:
    @pytest.mark.parametrize(
        ("line", "column"),
        [("!/cart/ @acme/a", 1), ("/cart/[ab]/ @acme/a", 1), (r"\#cart @acme/a", 1), ("/cart/ acme/a", 8)],
    )
    def test_a_line_that_github_skips(self, tmp_path: Path, line: str, column: int) -> None:
        """Owners are silently missing: an error at the place."""
        model = load(tmp_path, f"# owners\n{line}\n")
        assert [
            (each.code, each.position.line, each.position.column) for each in model.findings if each.position
        ] == [("SYN001", 2, column)]
        assert services(model) == {}

    def test_an_owner_that_nobody_can_be(self, tmp_path: Path) -> None:
        """One mistake is one finding: the service is not also called unowned."""
        model = load(tmp_path, "/cart/ @acme.pay\n")
        assert found(model) == ["SYN001 1:8"]
        assert services(model) == {"cart": (None, (), ("cart/**",))}
        assert not model.organisation.people

    def test_the_model_itself_is_fine(self, tmp_path: Path) -> None:
        """A mistake in a foreign file is none of the model's own YAML."""
        assert not load(tmp_path, "/cart/ @acme.pay\n").has_syntax_errors

    def test_a_comment_behind_a_line(self, tmp_path: Path) -> None:
        """A matter of style: it is named, and no finding."""
        model = load(tmp_path, "/cart/ @acme/pay # for now\n")
        assert not model.findings
        assert [position.line for position, _ in model.skipped] == [1]

    def test_not_utf_8(self, tmp_path: Path) -> None:
        """The byte is named, and every other line is read."""
        load(tmp_path, "")
        (tmp_path / "CODEOWNERS").write_bytes(b"/caf\xe9/ @acme/a\n/cart/ @acme/b\n")
        model = load_model(tmp_path)
        (finding,) = model.findings
        assert finding.code == "SYN009"
        assert finding.position is not None
        assert (finding.position.line, finding.position.column) == (1, 5)
        assert services(model)["cart"][0] == "b"

    def test_bom_and_crlf(self, tmp_path: Path) -> None:
        """They change neither owners nor places."""
        load(tmp_path, "")
        (tmp_path / "CODEOWNERS").write_bytes(b"\xef\xbb\xbf/cart/ @acme/b\r\n/pay/\r\n")
        model = load_model(tmp_path)
        assert [each[0] for each in services(model).values()] == ["b", None]
        assert found(model) == ["OWN001 2:1", "OWN012 1:1"]

    @pytest.mark.parametrize("options", [", tree: nowhere", ", tree: topo.yaml"])
    def test_a_tree_that_is_none(self, tmp_path: Path, options: str) -> None:
        """The source is wrong, at its place; the rest of the model is read."""
        model = load(tmp_path, "/cart/ @acme/b\n", "teams: {pay: {size: 3}}", options=options)
        assert [each.code for each in model.findings] == ["SYN004"]
        assert list(model.organisation.teams) == ["pay"]

    def test_an_empty_file(self, tmp_path: Path) -> None:
        """It says nothing, and says so."""
        assert load(tmp_path, "# nobody\n").notes[0].endswith("no line names an owner")

    @given(text=st.text(st.sampled_from("/*[]!^#@\\ \n\tab.-_:é"), max_size=60), gitlab=st.booleans())
    def test_anything(self, tmp_path_factory: pytest.TempPathFactory, text: str, gitlab: bool) -> None:
        """Whatever stands in the file, there is a model: valid ids, references that name something."""
        folder = tmp_path_factory.mktemp("any")
        options = f", flavour: {'gitlab' if gitlab else 'github'}"
        model = load(folder, text, options=options, tree="a/b\nb/a/b\n")
        assert {each.code for each in model.findings} <= {"SYN001"}
        codes = {each.code for each in check(model, as_of=AS_OF).result.findings}
        assert codes <= {"SYN001", "OWN001", "OWN002", "OWN010", "OWN012"}


class TestTree:
    def test_coverage(self, tmp_path: Path) -> None:
        """Files that the file owns are covered; the others are gaps by topmost folder."""
        tree = "cart/a.py\ndocs/x.md\ndocs/y.md\nREADME.md\n"
        (paths,) = load(tmp_path, "/cart/ @acme/cart\n", tree=tree).organisation.facts.paths
        assert (paths.source, paths.files, paths.covered) == ("files.txt", 4, 1)
        assert dict(paths.gaps) == {"README.md": 1, "docs/": 2}

    def test_where_a_gap_stands(self, tmp_path: Path) -> None:
        """At the `tree:` of the source that names the files."""
        model = load(tmp_path, "/cart/ @acme/cart\n", tree="cart/a\ndocs/b\n")
        place = model.positions.find_value(Address.of("tree", "files.txt", "docs/"))
        assert place is not None
        assert (Path(place.file).name, place.line, place.column) == ("topo.yaml", 1, 42)

    def test_a_folder_that_is_nobodys_on_purpose(self, tmp_path: Path) -> None:
        """Its files are uncovered, but no gap: the service without owner says it already."""
        model = load(tmp_path, "* @acme/all\n/legacy/\n", tree="legacy/a\nlegacy/b\nx\n")
        (paths,) = model.organisation.facts.paths
        assert (paths.covered, dict(paths.gaps)) == (1, {})
        assert found(model) == ["OWN001 2:1", "OWN012 1:1"]

    def test_a_service_of_the_model(self, tmp_path: Path) -> None:
        """Its own paths cover what CODEOWNERS does not."""
        own = "teams: {docs: {size: 2, owns: [manual]}}\nservices: {manual: {paths: [docs]}}"
        model = load(tmp_path, "/cart/ @acme/cart\n", own, tree="cart/a\ndocs/b\n")
        assert model.organisation.facts.paths[0].covered == 2

    def test_an_owner_given_in_the_model(self, tmp_path: Path) -> None:
        """A folder that the file leaves to nobody is covered once the model names its owner."""
        own = "teams: {old: {size: 2, owns: [legacy]}}"
        model = load(tmp_path, "* @acme/all\n/legacy/\n", own, tree="legacy/a\nx\n")
        assert model.organisation.facts.paths[0].covered == 2

    def test_another_repository(self, tmp_path: Path) -> None:
        """A folder of one repository covers nothing in another."""
        for name, line in (("shop", "/docs/ @acme/a\n"), ("bank", "/api/ @acme/b\n")):
            (tmp_path / name).mkdir()
            (tmp_path / name / "CODEOWNERS").write_text(line, encoding="utf-8")
            (tmp_path / name / "files.txt").write_text("docs/x\napi/y\n", encoding="utf-8")
        items = [f"{{codeowners: {name}/CODEOWNERS, tree: {name}/files.txt}}" for name in ("shop", "bank")]
        (tmp_path / "topo.yaml").write_text(f"sources: [{', '.join(items)}]\n", encoding="utf-8")
        paths = load_model(tmp_path).organisation.facts.paths
        assert [(each.source, dict(each.gaps)) for each in paths] == [
            ("shop/files.txt", {"api/": 1}),
            ("bank/files.txt", {"docs/": 1}),
        ]

    def test_lines_that_do_nothing(self, tmp_path: Path) -> None:
        """A note counts the lines that decide no file, and each that names nothing is told."""
        model = load(tmp_path, "/gone/ @acme/a\n/cart/ @acme/a\n", tree="cart/a\n")
        assert model.notes[-1].endswith("1 of 2 lines decides no file of files.txt")
        assert [why for _, why in model.skipped] == ["/gone/ names nothing in the tree"]


@pytest.mark.parametrize(
    "place", [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]
)
def test_where_the_hosts_look(tmp_path: Path, place: str) -> None:
    """Each of their places is found; a folder of that name is none."""
    assert find_codeowners(tmp_path) is None
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).mkdir()
    assert find_codeowners(tmp_path) is None
    (tmp_path / place).rmdir()
    (tmp_path / place).write_text("* @a\n", encoding="utf-8")
    assert find_codeowners(tmp_path) == tmp_path / place


def test_the_first_place_counts(tmp_path: Path) -> None:
    """GitHub reads the one in .github where there are several."""
    for place in ("CODEOWNERS", ".github/CODEOWNERS"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text("* @a\n", encoding="utf-8")
    assert find_codeowners(tmp_path) == tmp_path / ".github/CODEOWNERS"


def _shown(model: LoadedModel) -> str:
    return next(document.shown for document in model.positions.documents if document.is_foreign)
