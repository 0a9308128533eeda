"""Which organisations are the measures of talking and load tried on? Small drawn ones, without files."""

from typing import Any

from hypothesis import strategies as st

from topo.model.organisation import Organisation

Tree = dict[str, Any]

TEAMS = ["t1", "t2", "t3", "t4"]
DOMAINS = ["d1", "d2", "d3"]
SERVICES = ["s1", "s2", "s3", "s4", "s5", "s6"]
OWNERS = [*TEAMS, "team:t1", "nobody", "empty", None]


def maybe(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """Nothing, or one field."""
    return st.one_of(st.just({}), values.map(lambda value: {key: value}))


def fields(*parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """An entity of these fields."""
    return st.tuples(*parts).map(lambda drawn: {key: value for part in drawn for key, value in part.items()})


def section(ids: list[str], entity: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """A section with all of these ids."""
    return st.fixed_dictionaries({id: entity.map(lambda tree, id=id: {"id": id, **tree}) for id in ids})


depends_on = st.lists(
    st.fixed_dictionaries(
        {
            "service": st.sampled_from([*SERVICES, "service:s1", "gone"]),
            "via": st.sampled_from(["sync", "async", "data", "shared-code", "release"]),
        }
    ),
    max_size=3,
)
service = fields(
    maybe("owner", st.sampled_from(OWNERS)),
    maybe("domain", st.sampled_from([*DOMAINS, "domain:d1", "gone"])),
    maybe("depends_on", depends_on),
    maybe("part_of", st.sampled_from(SERVICES)),
    maybe("lifecycle", st.sampled_from(["production", "retired"])),
    maybe("kind", st.sampled_from(["service", "external"])),
)
domain = fields(
    maybe("complexity", st.sampled_from(["simple", "complicated", "complex"])),
    maybe("owner", st.sampled_from(OWNERS)),
    maybe("parent", st.sampled_from(DOMAINS)),
)
stage = st.one_of(
    st.fixed_dictionaries({"id": st.just("x"), "team": st.sampled_from(TEAMS)}),
    st.fixed_dictionaries({"id": st.just("x"), "service": st.sampled_from(SERVICES)}),
)
stream = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), stage, max_size=4).map(
    lambda stages: {"stages": stages}
)
interaction = st.one_of(
    st.fixed_dictionaries(
        {
            "mode": st.just("collaboration"),
            "between": st.lists(st.sampled_from(TEAMS), min_size=2, max_size=3, unique=True),
            "until": st.sampled_from([None, "2026-11-30", "2027-01-01"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "mode": st.just("x-as-a-service"),
            "provider": st.sampled_from(TEAMS[:2]),
            "consumers": st.lists(st.sampled_from(TEAMS[2:]), min_size=1, max_size=2, unique=True),
        }
    ),
    st.fixed_dictionaries(
        {"mode": st.just("facilitating"), "by": st.just("t4"), "for": st.just(["t1"])},
    ),
)
trees: st.SearchStrategy[Tree] = st.fixed_dictionaries(
    {
        "teams": section(TEAMS, fields(maybe("size", st.integers(1, 9)))).map(
            lambda teams: {**teams, "empty": {"id": "empty", "size": 0}}
        ),
        "domains": section(DOMAINS, domain),
        "services": section(SERVICES, service),
        "streams": section(["f1"], stream),
        "interactions": st.lists(interaction, max_size=3),
    }
)


def build(tree: Tree) -> Organisation:
    """The organisation that a tree says."""
    return Organisation.model_validate(tree)
