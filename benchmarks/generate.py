"""Write a large organisation: so many teams, services and dependencies, spread over so many files.

python benchmarks/generate.py FOLDER --teams 1000 --services 10000 --dependencies 40000 --files 1000
"""

import argparse
import random
from pathlib import Path

_COMPLEXITY = ("simple", "complicated", "complex")
_TYPES = ("stream-aligned", "stream-aligned", "stream-aligned", "platform", "enabling")


def generate(
    folder: Path, *, teams: int, services: int, dependencies: int, files: int, unowned: int = 0, seed: int = 1
) -> None:
    """Write the organisation below `folder`; the same arguments give the same bytes."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "topo.yaml").write_text('topo: 1\norganization: {name: Generated}\nfiles: ["**/*.yaml"]\n')
    parts: list[list[str]] = [["teams:\n"] for _ in range(files)]
    domains = teams
    for team in range(teams):
        parts[team % files].append(
            f"  team-{team}:\n    type: {_TYPES[team % len(_TYPES)]}\n"
            f"    roles: {{engineer: {4 + team % 4}, designer: 1}}\n"
            f"    objective: Keep part {team} of the business going\n"
            f"    contacts: {{slack: '#team-{team}'}}\n"
        )
    for part in parts:
        part.append("domains:\n")
    for domain in range(domains):
        parts[domain % files].append(
            f"  domain-{domain}: {{classification: core, complexity: {_COMPLEXITY[domain % 3]}}}\n"
        )
    for part in parts:
        part.append("services:\n")
    wanted = _spread(services, dependencies, chance)
    for service in range(services):
        owner = "" if service < unowned else f"    owner: team-{service % teams}\n"
        lines = [
            f"  service-{service}:\n    domain: domain-{service % domains}\n{owner}    kind: service\n"
            f"    tier: {1 + service % 4}\n    lifecycle: production\n    tech: [python, postgres]\n"
            f"    repo: github.com/generated/service-{service}\n    paths: [services/{service}/**]\n"
        ]
        if wanted[service]:
            lines.append("    depends_on:\n")
            for number, other in enumerate(wanted[service]):
                lines.append(
                    f"      - service-{other}\n"
                    if number % 2
                    else f"      - {{service: service-{other}, via: async}}\n"
                )
        parts[service % files].append("".join(lines))
    for number, part in enumerate(parts):
        path = folder / f"part-{number // 100:02d}" / f"{number:04d}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(line for at, line in enumerate(part) if not _is_empty(part, at)))


def _is_empty(part: list[str], at: int) -> bool:
    """Whether a section heading has nothing below it."""
    return not part[at].startswith(" ") and (at + 1 == len(part) or not part[at + 1].startswith(" "))


def _spread(services: int, dependencies: int, chance: random.Random) -> list[list[int]]:
    wanted: list[list[int]] = [[] for _ in range(services)]
    left = dependencies
    while left:
        service, other = chance.randrange(services), chance.randrange(services)
        if service != other and other not in wanted[service]:
            wanted[service].append(other)
            left -= 1
    return wanted


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--teams", type=int, default=1000)
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--dependencies", type=int, default=40_000)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--unowned", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = vars(parser.parse_args())
    generate(given.pop("folder"), **given)
