"""What binds each team, what relieves it, where does it sit, what may it decide?"""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings

from tests.analysis.shipped import weights_of
from tests.strategies import organisations
from topo.analysis.parts import sum_parts
from topo.analysis.tissue import AREAS, ENFORCEMENTS, Cell, Extent, Lack, Weave, measure_tissue
from topo.model.organisation import Organisation
from topo.model.team import Team

Read = Callable[[str], Organisation]
WEIGHTS = weights_of("tissue")


def measure(organisation: Organisation) -> Weave:
    """The tissue with the weights that ship."""
    return measure_tissue(organisation, weights=WEIGHTS)


def cell_of(organisation: Organisation, team: str) -> Cell:
    """The cell of one team."""
    cell = measure(organisation).find(team)
    assert cell is not None
    return cell


def test_an_empty_organisation() -> None:
    """Nothing is relieved, and nothing is missing: not assessed."""
    weave = measure(Organisation())
    assert (weave.cells, weave.orphans) == ((), ())
    assert [each.amount for each in (weave.coverage, weave.in_full, weave.by_half)] == [None] * 3


def test_what_binds_a_team(read: Read) -> None:
    """Through itself, a service and a domain; what nobody says of enforcement is kept apart."""
    organisation = read(
        """
        teams: {a: {size: 3}, b: {size: 3}, idle: {size: 3}}
        domains: {money: {owner: b}}
        services: {s: {owner: a, data: [pii]}}
        tissue:
          guardrails:
            board: {enforcement: gate, applies_to: {team: [a, b]}}
            pii: {enforcement: automated, applies_to: {data: pii}}
            audit: {enforcement: manual, applies_to: {domain: money}}
            unsaid: {applies_to: {team: a}}
        """
    )
    assert [each.guardrail for each in cell_of(organisation, "a").guardrails] == ["board", "pii", "unsaid"]
    assert [each.guardrail for each in cell_of(organisation, "b").guardrails] == ["audit", "board"]
    assert cell_of(organisation, "idle").guardrails == ()
    counts = {how: cell_of(organisation, "a").count_bound(how).amount for how in ENFORCEMENTS}
    assert counts == {"automated": 1, "gate": 1, "manual": 0, "prose": 0, None: 1}


RELIEF = """
    teams:
      a: {size: 3, type: stream-aligned}
      b: {size: 3, type: stream-aligned}
      platform: {size: 3, type: platform}
    tissue:
      capabilities:
        road: {provider: platform, mode: x-as-a-service, relieves: [build, deploy, data], serves: {team: a}}
        desk: {provider: platform, mode: ticket, relieves: [deploy, security], serves: {team: a}}
        pair: {provider: platform, mode: collaboration, relieves: [build], serves: {team: b}}
"""


def test_the_best_relief_counts(read: Read) -> None:
    """Full beats half, and each area counts once."""
    relief = {each.area: each for each in cell_of(read(RELIEF), "a").relief}
    assert tuple(relief) == AREAS
    assert (relief["deploy"].extent, relief["deploy"].capability) == (Extent.FULL, "road")
    assert (relief["security"].extent, relief["security"].mode) == (Extent.HALF, "ticket")
    assert relief["infrastructure"].extent is Extent.NONE


def test_coverage(read: Read) -> None:
    """Three whole and two half areas of twelve; halves shown apart; each part names its capability."""
    weave = measure(read(RELIEF))
    assert weave.coverage.amount == pytest.approx((3 + 2 * 0.5) / 12)
    assert (weave.in_full.amount, weave.by_half.amount, weave.unrelieved.amount) == (3, 2, 7)
    parts = {part.label: (str(part.address), part.weighed_by) for part in weave.coverage.parts}
    assert parts["b: build"] == ("tissue.capabilities.pair", "tissue.collaboration")


def test_a_capability_without_a_mode(read: Read) -> None:
    """Whether it relieves is unknown: the area is in neither number, and named."""
    organisation = read(
        """
        teams: {a: {size: 3, type: stream-aligned}}
        tissue:
          capabilities:
            lake: {relieves: [data]}
            road: {mode: x-as-a-service, relieves: [build, deploy]}
        """
    )
    coverage = measure(organisation).coverage
    assert coverage.amount == pytest.approx(2 / 5)
    assert coverage.missing == ("a: data, as lake says no mode",)


def test_only_stream_aligned_cells_are_covered(read: Read) -> None:
    """Without one there is nothing to cover; without capabilities nothing is known."""
    capable = read("teams: {a: {size: 3}}\ntissue: {capabilities: {c: {mode: ticket, relieves: [data]}}}")
    assert measure(capable).coverage.missing == ("no stream-aligned team",)
    silent = read("teams: {a: {size: 3, type: stream-aligned}}\ntissue: {guardrails: {g: {}}}")
    assert measure(silent).coverage.missing == ("no capabilities",)


def test_without_weights(read: Read) -> None:
    """No number is made up."""
    coverage = measure_tissue(read(RELIEF), weights={"x-as-a-service": 1.0}).coverage
    assert coverage.amount is None
    assert coverage.missing == ("no weight for collaboration", "no weight for ticket")


def test_seats_and_decisions(read: Read) -> None:
    """By itself, or through a member or its manager; `owner` is whoever the decision concerns."""
    organisation = read(
        """
        people: {ana: {}, bo: {}, cy: {}}
        teams:
          a: {members: [bo], manager: ana, type: platform}
          b: {members: [cy]}
        tissue:
          forums:
            guild: {members: [b, bo], decides: [names]}
            round: {members: [ana], decides: [money]}
        decisions:
          deploys: {by: owner, applies_to: {team_type: platform}}
          hires: {by: ana}
          colours: {by: b}
        """
    )
    first, second = cell_of(organisation, "a"), cell_of(organisation, "b")
    assert [(seat.forum, seat.person, str(seat.address)) for seat in first.seats] == [
        ("guild", "bo", "tissue.forums.guild.members[bo]"),
        ("round", "ana", "tissue.forums.round.members[ana]"),
    ]
    assert [(seat.forum, seat.person) for seat in second.seats] == [("guild", None)]
    assert [each.id for each in first.decisions] == ["deploys", "hires", "money", "names"]
    assert [each.id for each in second.decisions] == ["colours", "names"]


def test_orphans(read: Read) -> None:
    """Each kind with what it lacks; what serves somebody, or nobody can tell, is none."""
    organisation = read(
        """
        teams: {a: {size: 3}}
        services: {nobodys: {tier: 1}}
        tissue:
          guardrails:
            lost: {applies_to: {tier: 4}}
            unowned: {applies_to: {tier: 1}}
            misspelt: {applies_to: {team: aa}}
          capabilities: {idle: {serves: {team_type: platform}}, all: {}}
          forums: {talk: {}, heard: {}, board: {decides: [prices]}}
          data: {lake: {}, well: {contract: c.yaml}}
        decisions:
          names: {by: heard}
          nobodys: {}
          dangling: {by: gone}
          prices: {by: [owner, board]}
        """
    )
    found = [(orphan.kind, orphan.id, orphan.lack) for orphan in measure(organisation).orphans]
    assert found == [
        ("guardrail", "lost", Lack.SERVES_NOBODY),
        ("capability", "idle", Lack.SERVES_NOBODY),
        ("forum", "talk", Lack.DECIDES_NOTHING),
        ("decision", "nobodys", Lack.NOBODY_DECIDES),
        ("decision", "prices", Lack.TWO_ANSWERS),
        ("data", "lake", Lack.NO_CONTRACT),
    ]


@settings(max_examples=30)
@given(organisations())
def test_numbers_add_up(organisation: Organisation) -> None:
    """Each is the sum of its parts, coverage is a share, and every area of a stream is counted."""
    weave = measure(organisation)
    numbers = [weave.coverage, weave.in_full, weave.by_half, weave.unrelieved]
    numbers += [cell.count_bound(how) for cell, how in product(weave.cells, ENFORCEMENTS)]
    for number in numbers:
        assert number.amount is None or number.amount == sum_parts(number.parts)
    if weave.coverage.amount is not None:
        assert 0 <= weave.coverage.amount <= 1 + 1e-9
        areas = sum(number.amount or 0 for number in numbers[1:4]) + len(weave.coverage.missing)
        assert areas == len(AREAS) * sum(cell.is_stream_aligned for cell in weave.cells)


@settings(max_examples=30)
@given(organisations())
def test_the_order_of_writing_does_not_matter(organisation: Organisation) -> None:
    """Reversed sections give the same cells and orphans."""
    tissue = organisation.tissue
    turned = organisation.model_copy(
        update={
            "teams": dict(reversed(organisation.teams.items())),
            "services": dict(reversed(organisation.services.items())),
            "decisions": dict(reversed(organisation.decisions.items())),
            "tissue": tissue.model_copy(
                update={
                    key: dict(reversed(getattr(tissue, key).items()))
                    for key in ("capabilities", "guardrails", "forums", "data")
                }
            ),
        }
    )
    before, after = measure(organisation), measure(turned)
    assert (after.cells, after.orphans, after.coverage) == (before.cells, before.orphans, before.coverage)


@settings(max_examples=20)
@given(organisations())
def test_an_unrelated_team_changes_no_other(organisation: Organisation) -> None:
    """It has a cell of its own, and the others keep theirs."""
    teams = {**organisation.teams, "unrelated": Team(id="unrelated", size=3)}
    before = measure(organisation).cells
    after = measure(organisation.model_copy(update={"teams": teams})).cells
    assert [cell for cell in after if cell.team != "unrelated"] == list(before)
