"""Who joins a team, and how does it count them?

People may be counted in a coarser way than before (a member becomes an engineer, an engineer one of seven),
never in a finer one. How many there are in all stays the same, to the last part of somebody's time.
"""

import math
from collections.abc import Iterable, Mapping

from topo.analysis.heads import find_people, name_person
from topo.change.crew import ALMOST, Crew, Mover, find_listings, find_role, say_shares, set_share
from topo.change.draft import Draft
from topo.change.leaving import explain_unknown
from topo.change.people import Form, People, find_form
from topo.findings import Address
from topo.model.base import EMPTY, FrozenDict
from topo.model.team import Member, Team
from topo.rules.naming import called, quoted


def join(draft: Draft, team_id: str, crew: Crew, at: Address) -> None:
    """Let people join a team, counted in its form; what cannot be counted so is said at `at`.

    A team that has nobody takes over the form of those who join.
    """
    form = find_form(draft.teams[team_id])
    if form is Form.NOBODY:
        form = crew.form
        _empty(draft, team_id, form)
    team = draft.teams[team_id]
    if form is Form.UNKNOWN:
        draft.refuse(at, *explain_unknown(team_id))
    elif form is Form.MEMBERS:
        _join_list(draft, team, crew, at)
    elif form is Form.ROLES:
        _join_roles(draft, team, crew, at)
    else:
        _join_size(draft, team, crew, at)
    draft.transfers += crew.find_transfers(team_id)


def hire(draft: Draft, team_id: str, people: People, at: Address) -> None:
    """Let people from outside join a team; they fill its vacancies for their roles.

    `people` are said in one form; what does not fit is said at the fields below `at`.
    """
    known = len(draft.misfits)
    form = Form(people.forms[0])
    movers = tuple(_hire_member(draft, each) for each in people.members)
    for each in people.members:
        draft.look_up((at / form).item(each.person), each.person, "person")
        if name_person(each.person) in find_people(draft.teams[team_id]):
            message = f"{quoted(each.person)} is a member of {quoted(team_id)} already"
            draft.refuse((at / form).item(each.person), message)
    if len(draft.misfits) == known:
        roles = {role: number for role, number in people.roles.items() if number}
        join(draft, team_id, Crew(form, roles, people.size or 0, movers), at / form)
        _fill(draft, team_id, [*roles.items(), *((each.role, 1) for each in movers)])


def _hire_member(draft: Draft, said: Member) -> Mover:
    """Somebody who joins from outside; where their time elsewhere is only implied, it is what is left."""
    person = name_person(said.person)
    others = find_listings(draft, person)
    implied = [id for id, member in others.items() if member.allocation is None]
    teams, was = len(others) + 1, 1 / max(1, len(others))
    now = 1 / teams
    if said.allocation is not None and implied:
        elsewhere = math.fsum(member.allocation or 0.0 for member in others.values())
        now = max(0.0, 1 - said.allocation - elsewhere) / len(implied)
        if abs(now - 1 / teams) > ALMOST:
            say_shares(draft, person, now)
    share = 1 / teams if said.allocation is None else said.allocation
    lent = tuple((id, was - now) for id in implied if was - now > ALMOST)
    return Mover(said, share, teams, find_role(draft, person), lent)


def _fill(draft: Draft, team_id: str, roles: Iterable[tuple[str | None, int]]) -> None:
    vacancies = dict(draft.teams[team_id].vacancies)
    for role, number in roles:
        if role in vacancies:
            left = vacancies[role].count - number
            vacancies[role] = vacancies[role].model_copy(update={"count": max(0, left)})
            if left <= 0:
                del vacancies[role]
    if vacancies != draft.teams[team_id].vacancies:
        draft.update("team", team_id, vacancies=FrozenDict(vacancies))


def _empty(draft: Draft, team_id: str, form: Form) -> None:
    """Let a team that has nobody say so in another form."""
    members = () if form is Form.MEMBERS else None
    size = None if form is Form.MEMBERS else 0
    draft.update("team", team_id, roles=EMPTY, size=size, members=members, sites=EMPTY, external=EMPTY)


# --- by form --------------------------------------------------------------------------------------------


def _join_list(draft: Draft, team: Team, crew: Crew, at: Address) -> None:
    if crew.form is not Form.MEMBERS:
        message = f"{called('team', team.id)} lists its members, and people without names cannot join it"
        draft.refuse(at, message, "list the members of both in the model, or count the heads of both")
        return
    for mover in crew.movers:
        _join_as_member(draft, team, mover, at)
    new = [each for each in crew.movers if each.person not in find_people(team)]
    roles = _count_roles(each.role for each in new)
    known = {role: number for role, number in roles.items() if role in team.roles}
    draft.update(
        "team",
        team.id,
        roles=_add(team.roles, known),
        size=None if team.size is None else team.size + len(new),
        external=_add(team.external, crew.external),
        sites=_add_sites(team, crew),
    )


def _join_as_member(draft: Draft, team: Team, mover: Mover, at: Address) -> None:
    there = find_people(team).get(mover.person)
    is_implied = mover.member.allocation is None and not mover.is_part
    if there is None:
        members = (*(draft.teams[team.id].members or ()), mover.member)
        draft.update("team", team.id, members=members)
        if not is_implied:
            set_share(draft, team.id, mover.person, mover.share)
        return
    if is_implied and there.allocation is None and mover.teams == 2:
        return  # they were in these two alone, and are in this one now
    share = mover.share + (1 / mover.teams if there.allocation is None else there.allocation)
    if share > 1 + ALMOST:
        message = f"{quoted(mover.person)} would be in {quoted(team.id)} with {share:.0%} of the time"
        draft.refuse(at, message, "move a part of it: `{person: …, allocation: …}`")
        return
    say_shares(draft, mover.person, 1 / mover.teams)
    set_share(draft, team.id, mover.person, min(share, 1.0))


def _join_roles(draft: Draft, team: Team, crew: Crew, at: Address) -> None:
    if crew.form is Form.SIZE:
        whose = "say `roles:`" if crew.source is None else f"give {quoted(crew.source)} `roles:` in the model"
        draft.refuse(
            at, f"{called('team', team.id)} counts roles, and of those who join none are known", whose
        )
        return
    for mover in crew.movers:
        _check_is_whole(draft, team, mover, at)
        if mover.role is None:
            message = f"{called('team', team.id)} counts roles, and {quoted(mover.person)} has none"
            draft.refuse(at, message, f"say `roles:` of {quoted(mover.person)} under `people:`")
    joining = {**crew.roles, **_count_roles(each.role for each in crew.movers)}
    draft.update(
        "team",
        team.id,
        roles=_add(team.roles, joining),
        size=team.size + crew.persons if team.size else None,
        external=_add(team.external, crew.external),
        sites=_add_sites(team, crew),
    )


def _join_size(draft: Draft, team: Team, crew: Crew, at: Address) -> None:
    for mover in crew.movers:
        _check_is_whole(draft, team, mover, at)
    draft.update("team", team.id, size=(team.size or 0) + crew.persons, sites=_add_sites(team, crew))


def _check_is_whole(draft: Draft, team: Team, mover: Mover, at: Address) -> None:
    """Refuse to make one of a number out of a part of somebody's time: a head is whole."""
    if not mover.is_whole:
        said = f"{quoted(mover.person)} would join with {mover.share:.0%} of the time"
        hint = f"list the members of {quoted(team.id)} in the model"
        draft.refuse(at, f"{called('team', team.id)} counts heads, and {said}", hint)


# --- counts ---------------------------------------------------------------------------------------------


def _count_roles(roles: Iterable[str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for role in roles:
        if role is not None:
            found[role] = found.get(role, 0) + 1
    return found


def _add(counts: Mapping[str, int], more: Mapping[str, int]) -> FrozenDict:
    return FrozenDict({**counts, **{key: counts.get(key, 0) + number for key, number in more.items()}})


def _add_sites(team: Team, crew: Crew) -> Mapping[str, int]:
    """The sites of a team with those who join; a team with people that says no sites goes on saying none."""
    return _add(team.sites, crew.sites) if team.sites or not team.heads else team.sites
