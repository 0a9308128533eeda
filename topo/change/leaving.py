"""Who leaves a team, and what does it say of its people afterwards?

Each way in which a team gives its number follows. Externals stay as long as their role has room for them;
sites lose people in proportion.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from topo.analysis.heads import find_people, name_person
from topo.change.crew import ALMOST, Crew, Mover, count_teams, find_role, say_shares, set_share
from topo.change.draft import Draft
from topo.change.people import Form, People, find_form
from topo.change.sharing_out import share_out
from topo.findings import Address
from topo.model.base import EMPTY, FrozenDict
from topo.model.team import Member, Team
from topo.rules.naming import called, named, quoted
from topo.rules.nearness import Nearness


def take(draft: Draft, team_id: str, people: People, at: Address) -> Crew | None:
    """Take people out of a team; None where they do not fit it, which is said at the fields below `at`.

    `people` are said in one form.
    """
    team = draft.teams[team_id]
    form, said = find_form(team), people.forms[0]
    if form is Form.UNKNOWN:
        draft.refuse(at / said, *explain_unknown(team_id))
    elif form is Form.NOBODY:
        draft.refuse(at / said, f"{called('team', team_id)} has nobody")
    elif said != form:
        draft.refuse(at / said, *_explain_form(team, form))
    elif form is Form.MEMBERS:
        return _take_members(draft, team, people.members, at / said)
    elif form is Form.ROLES:
        return _take_roles(draft, team, people.roles, at / said)
    else:
        return _take_size(draft, team, people.size or 0, at / said)
    return None


def find_everybody(team: Team) -> People:
    """Everybody in a team, in its own form; nobody in no form."""
    form = find_form(team)
    listed = find_people(team).values() if form is Form.MEMBERS else ()
    return People(
        roles={role: heads for role, heads in team.roles.items() if heads} if form is Form.ROLES else EMPTY,
        size=team.size if form is Form.SIZE else None,
        members=tuple(each.model_copy(update={"allocation": None}) for each in listed),
    )


def tell_of_everybody(draft: Draft, team_id: str, target: str) -> None:
    """Say of everybody in a team that they change to another, where it is known who they are."""
    everybody = find_everybody(draft.teams[team_id])
    if everybody.forms:
        crew = take(Draft(draft.organisation), team_id, everybody, Address(()))
        draft.transfers += [] if crew is None else crew.find_transfers(target)


def explain_unknown(team_id: str) -> tuple[str, str]:
    """What is wrong with a team that says nothing of its people, and the remedy."""
    message = f"{called('team', team_id)} does not say how many people it has"
    return message, "give it `members:`, `roles:` or `size:` in the model"


def _explain_form(team: Team, form: Form) -> tuple[str, str]:
    name = called("team", team.id)
    if form is Form.MEMBERS:
        return f"{name} lists its members: say who", f"`members:` takes some of {named(find_people(team))}"
    if form is Form.ROLES:
        return f"{name} counts roles: say which", f"`roles:` takes some of {_list(team.roles)}"
    return f"{name} gives only a size", f"say `size:`, at most {team.size:,}"


def _list(roles: Mapping[str, int]) -> str:
    return ", ".join(f"{quoted(role)} ({heads:,})" for role, heads in roles.items())


# --- roles and sizes ------------------------------------------------------------------------------------


def _take_roles(draft: Draft, team: Team, wanted: Mapping[str, int], at: Address) -> Crew | None:
    known = len(draft.misfits)
    for role, number in wanted.items():
        there = team.roles.get(role)
        if there is None:
            nearest = Nearness(team.roles).find(role)
            hint = f"did you mean {named(nearest, last='or')}?" if nearest else f"it has {_list(team.roles)}"
            draft.refuse(at / role, f"{called('team', team.id)} has no {quoted(role)}", hint)
        elif number > there:
            draft.refuse(
                at / role, f"{called('team', team.id)} has {there:,} × {quoted(role)}, not {number:,}"
            )
    if len(draft.misfits) > known:
        return None
    leaving = {role: number for role, number in wanted.items() if number}
    return _leave(draft, team, Crew(Form.ROLES, leaving, source=team.id), leaving)


def _take_size(draft: Draft, team: Team, number: int, at: Address) -> Crew | None:
    there = team.size or 0
    if number > there:
        draft.refuse(at, f"{called('team', team.id)} has {there:,} people, not {number:,}")
        return None
    return _leave(draft, team, Crew(Form.SIZE, size=number, source=team.id), EMPTY)


def _leave(draft: Draft, team: Team, crew: Crew, leaving: Mapping[str, int]) -> Crew:
    """Let a crew leave what a team says beside its members; the crew with its externals and sites."""
    roles = {role: number - leaving.get(role, 0) for role, number in team.roles.items()}
    roles = {role: number for role, number in roles.items() if number > 0 or role not in leaving}
    size = None if team.size is None else max(0, team.size - crew.persons)
    if crew.form is Form.ROLES and not any(roles.values()):
        roles, size = {}, 0
    external = {
        role: max(0, number - roles.get(role, 0)) for role, number in team.external.items() if role in leaving
    }
    sites = share_out(team.sites, crew.persons, of=_count(team))
    draft.update(
        "team",
        team.id,
        roles=FrozenDict(roles),
        size=size,
        external=_subtract(team.external, external),
        sites=_subtract(team.sites, sites),
    )
    return replace(crew, external={role: number for role, number in external.items() if number}, sites=sites)


def _count(team: Team) -> int:
    if team.members is not None:
        return len(find_people(team))
    return sum(team.roles.values()) if team.roles else team.size or 0


def _subtract(counts: Mapping[str, int], less: Mapping[str, int]) -> FrozenDict:
    left = {key: number - less.get(key, 0) for key, number in counts.items()}
    return FrozenDict({key: number for key, number in left.items() if number > 0 or not less.get(key)})


# --- members --------------------------------------------------------------------------------------------


def _take_members(draft: Draft, team: Team, wanted: Iterable[Member], at: Address) -> Crew | None:
    known = len(draft.misfits)
    movers = [_find_mover(draft, team, each, at) for each in wanted]
    found = tuple({each.person: each for each in movers if each is not None}.values())
    if len(draft.misfits) > known:
        return None
    for mover in found:
        _leave_list(draft, team.id, mover)
    gone = tuple(each for each in found if not each.is_part)
    leaving: dict[str, int] = {}
    for role in (each.role for each in gone):
        if role is not None and team.roles.get(role, 0) > leaving.get(role, 0):
            leaving[role] = leaving.get(role, 0) + 1
    crew = _leave(draft, team, Crew(Form.MEMBERS, movers=gone, source=team.id), leaving) if gone else None
    return replace(crew or Crew(Form.MEMBERS, source=team.id), movers=found)


def _find_mover(draft: Draft, team: Team, wanted: Member, at: Address) -> Mover | None:
    person, listed = name_person(wanted.person), find_people(team)
    member = listed.get(person)
    if member is None:
        nearest = Nearness(listed).find(person)
        hint = f"did you mean {named(nearest, last='or')}?" if nearest else f"it lists {named(listed)}"
        draft.refuse(at.item(wanted.person), f"{quoted(person)} is no member of {quoted(team.id)}", hint)
        return None
    mover = Mover(member, 0.0, count_teams(draft, person), find_role(draft, person))
    share = mover.listed_share
    part = share if wanted.allocation is None else wanted.allocation
    if part > share + ALMOST or part <= 0:
        said = f"{quoted(person)} is in {quoted(team.id)} with {share:.0%} of the time"
        draft.refuse(at.item(wanted.person), f"{said}, of which {part:.0%} cannot leave")
        return None
    return replace(mover, share=min(part, share))


def _leave_list(draft: Draft, team_id: str, mover: Mover) -> None:
    if mover.is_part:
        say_shares(draft, mover.person, 1 / mover.teams)
        set_share(draft, team_id, mover.person, mover.listed_share - mover.share)
    else:
        members = draft.teams[team_id].members or ()
        left = tuple(each for each in members if name_person(each.person) != mover.person)
        draft.update("team", team_id, members=left)
