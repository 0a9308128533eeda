"""Who owns what, why does nobody, and how much is owned?"""

from collections.abc import Callable
from datetime import date

import pytest

from topo.analysis.ownership import Coverage, Gap, Owning, State, measure_coverage, measure_ownership
from topo.findings import Address
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
AS_OF = date(2026, 12, 1)
WEIGHTS = {"tier-1": 4.0, "tier-2": 3.0, "tier-3": 2.0, "tier-4": 1.0, "no-tier": 1.0}


def find(organisation: Organisation, kind: str, id: str) -> Owning:
    """The ownership of one thing."""
    owning = measure_ownership(organisation, as_of=AS_OF).find(kind, id)
    assert owning is not None
    return owning


def test_an_empty_organisation() -> None:
    """Nothing to own has no share: missing is not zero."""
    ownership = measure_ownership(Organisation(), as_of=AS_OF)
    assert ownership.overall.share is None
    assert ownership.overall.weighted_share is None
    assert ownership.things == ()
    assert ownership.by_kind == {}


@pytest.mark.parametrize(
    ("id", "state", "gap", "rule", "at"),
    [
        ("owned", State.OWNED, None, None, "services.owned"),
        ("listed", State.OWNED, None, None, "services.listed"),
        ("unsized", State.OWNED, None, None, "services.unsized"),
        ("silent", State.UNOWNED, Gap.NOBODY, "OWN001", "services.silent"),
        ("dangling", State.UNOWNED, Gap.UNKNOWN, "REF001", "services.dangling.owner"),
        ("unread", State.UNOWNED, Gap.UNREADABLE, "SYN004", "services.unread.owner"),
        ("scalar", State.UNOWNED, Gap.UNREADABLE, "SYN004", "services.scalar.owner"),
        ("persons", State.UNOWNED, Gap.PERSON, "OWN002", "services.persons.owner"),
        ("groups", State.UNOWNED, Gap.GROUP, "OWN002", "services.groups.owner"),
        ("empty", State.UNOWNED, Gap.EMPTY, "OWN003", "services.empty.owner"),
        ("twice", State.UNOWNED, Gap.CONFLICT, "OWN013", "services.twice"),
        ("both", State.OWNED, None, None, "services.both"),
    ],
)
def test_states(read: Read, id: str, state: State, gap: Gap | None, rule: str | None, at: str) -> None:
    """Each way to have no owner is a gap of its own, with the rule that reports it and where."""
    owning = find(
        read(
            """
            people: {ana: {}}
            groups: {shop: {}}
            teams:
              checkout: {size: 7, owns: [listed, twice]}
              unsized: {owns: [twice, both]}
              nobody: {size: 0}
            services:
              owned: {owner: checkout}
              listed: {}
              unsized: {owner: unsized}
              silent: {}
              dangling: {owner: chekout}
              unread: {owner: [checkout]}
              scalar: 7
              persons: {owner: ana}
              groups: {owner: "group:shop"}
              empty: {owner: nobody}
              twice: {}
              both: {owner: checkout}
            """
        ),
        "service",
        id,
    )
    assert (owning.state, owning.gap, owning.rule, str(owning.gap_address)) == (state, gap, rule, at)


def test_the_rule_of_nobody_is_the_kinds(read: Read) -> None:
    """Each kind has a rule of its own for having no owner at all."""
    organisation = read(
        """
        services: {a: {}, m: {kind: module}}
        domains: {d: {}}
        tissue: {capabilities: {c: {}}, guardrails: {g: {}}, data: {x: {}}}
        """
    )
    rules = {thing.kind: thing.rule for thing in measure_ownership(organisation, as_of=AS_OF).things}
    assert rules == {
        "service": "OWN001",
        "module": "OWN001",
        "domain": "OWN004",
        "capability": "OWN006",
        "guardrail": "OWN007",
        "data": "OWN008",
    }


def test_a_provider_owns_a_capability(read: Read) -> None:
    """What is wrong with it shows at `provider`."""
    organisation = read("people: {ana: {}}\ntissue: {capabilities: {road: {provider: ana}}}")
    assert find(organisation, "capability", "road").gap_address == Address.of(
        "tissue", "capabilities", "road", "provider"
    )


def test_a_module_is_found_as_a_service(read: Read) -> None:
    """The kind of a service may change without anybody asking for it in vain."""
    organisation = read("services: {m: {kind: module}}")
    assert find(organisation, "service", "m") == find(organisation, "module", "m")


# --- domains ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "state", "owner", "teams", "missing"),
    [
        ("said", State.OWNED, "one", (), ()),
        ("lived", State.OWNED, "one", ("one",), ()),
        ("deep", State.OWNED, "one", ("one",), ()),
        ("shared", State.SHARED, None, ("one", "two"), ("services.s3",)),
        ("partly", State.UNOWNED, None, ("one",), ("services.p2",)),
        ("nothing", State.UNOWNED, None, (), ()),
        ("past", State.UNOWNED, None, (), ()),
        ("follows", State.OWNED, "one", ("one",), ()),
        ("whomever", State.OWNED, None, ("one", "two"), ()),
        ("lacks", State.UNOWNED, None, ("two",), ("domains.l1",)),
        ("wins", State.OWNED, "two", (), ()),
        ("over-shared", State.UNOWNED, None, ("one", "two"), ("domains.o1",)),
    ],
)
def test_domains(
    read: Read, id: str, state: State, owner: str | None, teams: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    """`owner:`, else all services of it and below, else (with none of its own) its subdomains."""
    owning = find(
        read(
            """
            teams: {one: {}, two: {}}
            domains:
              said: {owner: one}
              lived: {}
              deep: {}
              deep-1: {parent: deep}
              shared: {}
              partly: {}
              nothing: {}
              past: {}
              follows: {}
              f1: {parent: follows, owner: one}
              f2: {parent: follows}
              whomever: {}
              w1: {parent: whomever, owner: one}
              w2: {parent: whomever, owner: two}
              lacks: {}
              l1: {parent: lacks}
              l2: {parent: lacks, owner: two}
              wins: {owner: two}
              wins-1: {parent: wins}
              over-shared: {}
              o1: {parent: over-shared}
            services:
              n1: {domain: said}
              a1: {domain: lived, owner: one}
              a2: {domain: lived, owner: one}
              d1: {domain: deep, owner: one}
              d2: {domain: deep-1, owner: one}
              s1: {domain: shared, owner: one}
              s2: {domain: shared, owner: two}
              s3: {domain: shared}
              p1: {domain: partly, owner: one}
              p2: {domain: partly}
              q1: {domain: past, owner: one, lifecycle: retired}
              q2: {domain: past, owner: one, kind: external}
              r1: {domain: f2, owner: one}
              t1: {domain: o1, owner: one}
              t2: {domain: o1, owner: two}
            """
        ),
        "domain",
        id,
    )
    assert (owning.state, owning.owner, owning.teams) == (state, owner, teams)
    assert tuple(map(str, owning.missing)) == missing


def test_a_subdomains_owner_does_not_count_where_services_do(read: Read) -> None:
    """A domain with a service of its own goes by services alone, those of subdomains included."""
    organisation = read(
        """
        teams: {one: {}, two: {}}
        domains: {top: {}, below: {parent: top, owner: two}}
        services: {a: {domain: top, owner: one}, b: {domain: below, owner: one}}
        """
    )
    assert find(organisation, "domain", "top").owner == "one"
    assert find(organisation, "domain", "below").owner == "two"


def test_two_claims_leave_a_domain_unowned(read: Read) -> None:
    """Whoever owns its services: several teams said that it is theirs."""
    organisation = read(
        """
        teams: {one: {owns: ["domain:cart", a]}, two: {owns: ["domain:cart"]}}
        domains: {cart: {}}
        services: {a: {domain: cart}}
        """
    )
    owning = find(organisation, "domain", "cart")
    assert (owning.state, owning.gap) == (State.UNOWNED, Gap.CONFLICT)


@pytest.mark.parametrize("order", ["a b c", "c b a", "b a c"])
def test_parents_in_a_ring(read: Read, order: str) -> None:
    """They count as having no parent, whichever is written first."""
    said = {"a": "{parent: b, owner: one}", "b": "{parent: a}", "c": "{parent: a, owner: one}"}
    domains = "\n".join(f"  {id}: {said[id]}" for id in order.split())
    organisation = read(f"teams: {{one: {{}}}}\ndomains:\n{domains}\n")
    assert find(organisation, "domain", "a").state is State.OWNED
    assert find(organisation, "domain", "b").state is State.UNOWNED
    assert find(organisation, "domain", "b").missing == ()


def test_a_domain_that_is_not_there(read: Read) -> None:
    """A service in it is a service without a domain."""
    organisation = read("services: {a: {domain: crat}, b: {domain: 'domain:cart'}}\ndomains: {cart: {}}")
    assert find(organisation, "service", "a").domain is None
    assert find(organisation, "service", "b").domain == "cart"


def test_very_deep_domains(read: Read) -> None:
    """A long chain of parents is walked without recursion."""
    domains = "\n".join(f"  d{number}: {{parent: d{number + 1}}}" for number in range(3000))
    organisation = read(
        f"teams: {{one: {{}}}}\ndomains:\n{domains}\n  d3000: {{}}\nservices: {{a: {{domain: d0}}}}"
    )
    assert find(organisation, "domain", "d3000").missing == (Address.of("domains", "d2999"),)


# --- waivers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "body", "is_waived"),
    [
        ("OWN001", "", True),
        ("OWN002", "", False),
        ("OWN002", "owner: ana, ", True),
        ("OWN001", "owner: ana, ", False),
        ("OWN003", "owner: nobody, ", True),
        ("REF001", "owner: chekout, ", True),
        ("SYN004", "owner: [one], ", True),
        ("OWN001", "owner: one, ", False),
    ],
)
def test_a_waiver_speaks_of_its_rule(read: Read, rule: str, body: str, is_waived: bool) -> None:
    """A thing is waived by a waiver of the very rule that reports its gap."""
    organisation = read(
        f"""
        people: {{ana: {{}}}}
        teams: {{one: {{}}, nobody: {{size: 0}}}}
        services:
          a: {{{body}waivers: [{{rule: {rule}, until: 2026-12-01, why: today is the day}}]}}
        """
    )
    assert (find(organisation, "service", "a").state is State.WAIVED) == is_waived


@pytest.mark.parametrize(
    ("waiver", "is_waived"),
    [
        ("{rule: OWN001, until: 2026-12-01, why: its day is included}", True),
        ("{rule: OWN001, until: 2026-11-30, why: over}", False),
        ("{rule: OWN001, until: 2026-12-01}", False),
        ("{rule: OWN001, why: no date}", False),
    ],
)
def test_a_waiver_holds_until_its_day(read: Read, waiver: str, is_waived: bool) -> None:
    """Complete, and not over: only then does it waive."""
    organisation = read(f"services: {{a: {{waivers: [{waiver}]}}}}")
    assert (find(organisation, "service", "a").state is State.WAIVED) == is_waived


@pytest.mark.parametrize("line", ["  a:{0}\n    owner: ana\n", "  a:\n    owner: ana{0}\n"])
def test_a_comment_at_the_thing_or_at_its_owner(read: Read, line: str) -> None:
    """A waiver of the owner covers what is found there, one of the thing covers all of it."""
    comment = "  # topo: allow[OWN002] until 2027-03-31: until ana has a team"
    organisation = read(f"people: {{ana: {{}}}}\nservices:\n{line.format(comment)}")
    assert find(organisation, "service", "a").state is State.WAIVED


def test_a_shared_domain_that_is_waived(read: Read) -> None:
    """It keeps the teams that share it, and is in neither number."""
    organisation = read(
        """
        teams: {one: {owns: [a]}, two: {owns: [b]}}
        domains:
          cart: {waivers: [{rule: OWN005, until: 2027-03-31, why: being split}]}
        services: {a: {domain: cart}, b: {domain: cart}}
        """
    )
    owning = find(organisation, "domain", "cart")
    assert (owning.state, owning.gap, owning.teams) == (State.WAIVED, Gap.SHARED, ("one", "two"))


def test_a_waived_subdomain_does_not_make_its_parent_owned(read: Read) -> None:
    """A waiver takes out its own finding and changes nothing else."""
    organisation = read(
        """
        domains:
          top: {}
          below: {parent: top, waivers: [{rule: OWN004, until: 2027-03-31, why: being formed}]}
        """
    )
    assert find(organisation, "domain", "below").state is State.WAIVED
    assert find(organisation, "domain", "top").state is State.UNOWNED


# --- coverage --------------------------------------------------------------------------------------


ESTATE = """
    groups: {shop: {}}
    teams:
      checkout: {group: shop, owns: [a, m]}
      platform: {}
    domains:
      cart: {owner: checkout}
      pay: {}
    services:
      a: {tier: 1, domain: cart}
      b: {tier: 1, domain: cart}
      c: {tier: 4, owner: platform}
      d: {domain: pay, owner: nobody-knows}
      m: {kind: module, tier: 2}
      waived: {tier: 1, waivers: [{rule: OWN001, until: 2027-03-31, why: the vendor hands over}]}
      old: {lifecycle: retired}
      stripe: {kind: external}
    tissue:
      guardrails: {scan: {owner: platform}, board: {}}
"""


def test_overall_coverage(read: Read) -> None:
    """Services and modules: what is waived, retired or external is in neither number."""
    overall = measure_ownership(read(ESTATE), as_of=AS_OF, weights=WEIGHTS).overall
    assert (overall.owned, overall.total, overall.waived) == (3, 5, 1)
    assert overall.share == pytest.approx(3 / 5)
    assert (overall.weighted_owned, overall.weighted_total) == (4 + 1 + 3, 4 + 4 + 1 + 1 + 3)
    assert overall.weighted_share == pytest.approx(8 / 13)


def test_coverage_by_kind_tier_domain_and_group(read: Read) -> None:
    """Each part by itself; what has none stands under None, and the group may be the domain owner's."""
    ownership = measure_ownership(read(ESTATE), as_of=AS_OF)

    def counts(parts: object) -> dict[object, tuple[int, int]]:
        return {key: (part.owned, part.total) for key, part in parts.items()}  # type: ignore[attr-defined]

    assert counts(ownership.by_kind) == {
        "domain": (1, 2),
        "guardrail": (1, 2),
        "module": (1, 1),
        "service": (2, 4),
    }
    assert counts(ownership.by_tier) == {1: (1, 2), 2: (1, 1), 4: (1, 1), None: (0, 1)}
    assert counts(ownership.by_domain) == {"cart": (1, 2), "pay": (0, 1), None: (2, 2)}
    assert counts(ownership.by_group) == {"shop": (2, 3), None: (1, 2)}


def test_shared_is_in_the_denominator_alone() -> None:
    """One owned, one shared, one waived, one unowned: a third."""
    states = (State.OWNED, State.SHARED, State.WAIVED, State.UNOWNED)
    things = [Owning("domain", state, Address.of("domains", state), state) for state in states]
    assert measure_coverage(things) == Coverage(1, 3, 1, 1.0, 3.0)
    assert measure_coverage(things).share == pytest.approx(1 / 3)


def test_parts_add_up(read: Read) -> None:
    """Every partition of services and modules has the same sum."""
    ownership = measure_ownership(read(ESTATE), as_of=AS_OF, weights=WEIGHTS)
    for parts in (ownership.by_tier, ownership.by_domain, ownership.by_group):
        assert sum(part.owned for part in parts.values()) == ownership.overall.owned
        assert sum(part.total for part in parts.values()) == ownership.overall.total
        assert sum(part.weighted_total for part in parts.values()) == ownership.overall.weighted_total


def test_the_group_of_an_unowned_subdomain(read: Read) -> None:
    """Its parent's owner's, whichever of the two is written first."""
    organisation = read(
        """
        groups: {shop: {}}
        teams: {checkout: {group: shop}}
        domains: {below: {parent: top}, top: {owner: checkout}}
        """
    )
    assert find(organisation, "domain", "below").group == "shop"
