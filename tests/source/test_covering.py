"""Which files does nobody answer for, and how are they told in few words?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.model.service import Service
from topo.source.covering import compile_glob, cover_tree, find_gaps, find_services_at
from topo.source.foreign.estate import Tree

FILES = (
    "README.md",
    "docs/a.md",
    "docs/api/b.md",
    "services/cart/main.tf",
    "services/cart/sub/x.py",
    "services/cartography/y.py",
    "old/services/cart/z.py",
)


def tree(*files: str, owned: tuple[str, ...] = (), cleared: dict[str, str] | None = None) -> Tree:
    """A tree called `..`."""
    return Tree("..", files or FILES, frozenset(owned), cleared or {})


def service(*paths: str, **fields: object) -> dict[str, Service]:
    """A service called `it`."""
    return {"it": Service.model_validate({"id": "it", "paths": list(paths), **fields})}


def matched(glob: str) -> list[str]:
    """The files that a glob takes."""
    pattern = compile_glob(glob)
    return [path for path in FILES if pattern.is_match(path)]


CART = ["services/cart/main.tf", "services/cart/sub/x.py"]


class TestGlobs:
    @pytest.mark.parametrize(
        "glob",
        [
            "services/cart",
            "services/cart/",
            "services/cart/**",
            "services/cart/**/*",
            "/services/cart",
            "./services/cart",
            " services/cart ",
        ],
    )
    def test_a_folder(self, glob: str) -> None:
        """However it is written it is all that is below, and nothing of the same name elsewhere."""
        assert matched(glob) == CART

    @pytest.mark.parametrize(
        ("glob", "files"),
        [
            ("docs/*", ["docs/a.md"]),
            ("docs/**/*.md", ["docs/a.md", "docs/api/b.md"]),
            ("**/*.tf", ["services/cart/main.tf"]),
            ("*.md", ["README.md"]),
            ("*", ["README.md"]),
            ("**/cart", [*CART, "old/services/cart/z.py"]),
            ("services/cart*", [*CART, "services/cartography/y.py"]),
            ("services/car?/main.tf", ["services/cart/main.tf"]),
            ("cart", []),
            ("Services/Cart", []),
            ("nowhere/**", []),
        ],
    )
    def test_a_pattern(self, glob: str, files: list[str]) -> None:
        """It starts at the root; `**/` in front makes it any depth."""
        assert matched(glob) == files

    @pytest.mark.parametrize("glob", ["**", ".", "./", "/", ""])
    def test_everything(self, glob: str) -> None:
        """The root is a folder as well."""
        assert matched(glob) == list(FILES)


class TestFindServicesAt:
    SERVICES = {
        id: Service(id=id, paths=paths)
        for id, paths in {
            "all": ("services",),
            "cart": ("services/cart/**", "web/cart"),
            "terraform": ("**/*.tf",),
            "docs": ("docs/*",),
            "bare": (),
        }.items()
    }

    @pytest.mark.parametrize(
        ("path", "ids"),
        [
            ("services/cart/sub/x.py", ["cart"]),
            ("./services/cart/sub/x.py", ["cart"]),
            ("/services/cart", ["cart"]),
            ("services/cart/", ["cart"]),
            ("web/cart/index.js", ["cart"]),
            ("services/stock/x.py", ["all"]),
            ("services", ["all"]),
            ("services/cart/main.tf", ["cart"]),
            ("tools/main.tf", ["terraform"]),
            ("docs", ["docs"]),
            ("docs/a.md", ["docs"]),
            ("docs/api/b.md", []),
            ("README.md", []),
            ("", []),
        ],
    )
    def test_a_path(self, path: str, ids: list[str]) -> None:
        """A file or a folder; of several services the one that says the most about where it lies."""
        assert [each.id for each in find_services_at(self.SERVICES, path)] == ids

    def test_equally_specific(self) -> None:
        """Who says the same of a path is named with the other: that is a conflict, not a choice."""
        services = {id: Service(id=id, paths=("docs",)) for id in ("b", "a")}
        assert [each.id for each in find_services_at(services, "docs/x")] == ["a", "b"]


class TestCoverTree:
    def test_what_the_source_owns(self) -> None:
        """It counts without any service."""
        coverage = cover_tree(tree(owned=FILES[1:]), {})
        assert (coverage.source, coverage.files, coverage.covered) == ("..", 7, 6)
        assert dict(coverage.gaps) == {"README.md": 1}

    def test_what_services_have(self) -> None:
        """A file is covered once, however many take it."""
        coverage = cover_tree(tree(owned=("docs/a.md",)), service("docs", "docs/**", "services/cart"))
        assert coverage.covered == 4
        assert dict(coverage.gaps) == {"README.md": 1, "old/": 1, "services/cartography/": 1}

    @pytest.mark.parametrize("fields", [{"lifecycle": "retired"}, {"kind": "external"}])
    def test_a_service_that_does_not_count(self, fields: dict[str, str]) -> None:
        """What is retired, or not ours, covers nothing."""
        assert cover_tree(tree(), service("**", **fields)).covered == 0

    def test_a_service_without_owner(self) -> None:
        """It covers its files: that it has no owner is a finding of its own."""
        assert cover_tree(tree(), service("**")).covered == 7

    def test_what_a_source_leaves_to_nobody(self) -> None:
        """No gap, as the service is found unowned; covered once it has an owner; a gap once it is gone."""
        cleared = {"docs/a.md": "it", "docs/api/b.md": "it"}
        bare = tree("docs/a.md", "docs/api/b.md", "x", owned=("x",), cleared=cleared)
        unowned, owned = cover_tree(bare, service()), cover_tree(bare, service(owner="pay"))
        gone = cover_tree(bare, service(lifecycle="retired"))
        assert (unowned.covered, dict(unowned.gaps)) == (1, {})
        assert (owned.covered, dict(owned.gaps)) == (3, {})
        assert (gone.covered, dict(gone.gaps)) == (1, {"docs/": 2})

    def test_an_empty_tree(self) -> None:
        """Nothing is to be covered."""
        coverage = cover_tree(Tree("..", (), frozenset()), service("**"))
        assert (coverage.files, coverage.covered, dict(coverage.gaps)) == (0, 0, {})


paths = st.lists(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda steps: "/".join([*steps, "file"])),
    unique=True,
    max_size=12,
)


class TestGaps:
    def test_the_topmost_folder(self) -> None:
        """A folder of which nothing is covered is one gap, whatever is inside."""
        assert find_gaps(["a/x", "b/c/y", "b/d/e/z"], ["b/c/y", "b/d/e/z"]) == {"b/": 2}

    def test_files_in_a_folder_that_is_partly_covered(self) -> None:
        """They are counted together; a single one stands for itself."""
        files = ["a/1", "a/2", "a/3", "b/1", "b/2"]
        assert find_gaps(files, ["a/2", "a/3", "b/2"]) == {"a/*": 2, "b/2": 1}

    def test_nothing_is_covered(self) -> None:
        """The root would say nothing: each folder at the top, and the files there, are gaps."""
        assert find_gaps(["a/1", "b/1", "x", "y"], ["a/1", "b/1", "x", "y"]) == {"*": 2, "a/": 1, "b/": 1}

    def test_a_name_that_another_begins_with(self) -> None:
        """`ab` is no part of `a`."""
        assert find_gaps(["a/1", "ab/1"], ["ab/1"]) == {"ab/": 1}

    @given(paths, st.data())
    def test_any_files(self, files: list[str], data: st.DataObject) -> None:
        """Every uncovered file is in exactly one gap, and no gap has a covered one."""
        bare = data.draw(st.lists(st.sampled_from(files), unique=True) if files else st.just([]))
        gaps = find_gaps(files, bare)
        taken = {gap: [path for path in files if _lies_in(path, gap)] for gap in gaps}
        for path in bare:
            assert sum(_lies_in(path, gap) for gap in gaps) == 1
        for gap, number in gaps.items():
            assert number == sum(path in bare for path in taken[gap])
            assert gap.endswith("*") or set(taken[gap]) <= set(bare)


def _lies_in(path: str, gap: str) -> bool:
    if gap.endswith("*"):
        return path.rpartition("/")[0] == gap.rpartition("/")[0]
    return path.startswith(gap) if gap.endswith("/") else path == gap


def test_many_files_and_many_globs() -> None:
    """Each file is asked of few globs: ten thousand of both are no matter of patience."""
    folders = [f"services/s{number}" for number in range(10_000)]
    files = tuple(f"{folder}/main.py" for folder in folders)
    services = {
        str(number): Service(id=str(number), paths=(f"{each}/**",)) for number, each in enumerate(folders[1:])
    }
    coverage = cover_tree(Tree("..", files, frozenset()), services)
    assert (coverage.covered, dict(coverage.gaps)) == (9_999, {"services/s0/": 1})
