"""Which splices make a model's files say another organisation?

The difference of the two organisations says what to look at; each thing that differs is then made to say the
new thing where it stands. Before a plan is handed out the spliced texts are read again: where they would say
anything else than what was meant, the plan says so and cannot be carried out.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from topo.errors import UsageError, WriteRefused
from topo.findings import Address
from topo.model.base import Entity
from topo.model.differing import Difference, find_difference
from topo.model.organisation import COLLECTIONS, Organisation, address_of
from topo.model.team import Team
from topo.source.discovery import OVERLAY, ROOT
from topo.source.loading import LoadedModel
from topo.source.opening import UnreadableFile, read_regular_file
from topo.source.owning import OWNABLE, owner_field
from topo.source.positions import Document
from topo.source.reading import paused_collector
from topo.source.splicing.claiming import Claiming
from topo.source.splicing.interactions import splice_interactions
from topo.source.splicing.pages import Layer, Pages, walk
from topo.source.splicing.placing import Placing
from topo.source.splicing.plan import EditPlan, FileEdits
from topo.source.splicing.privacy import Privacy
from topo.source.splicing.reconciling import Reconciling
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.renames import Renames
from topo.source.splicing.sections import splice_sections
from topo.source.splicing.telling import Telling, find_thing
from topo.source.splicing.verifying import find_misread
from topo.source.splicing.wording import Said, SaidList, put_in_order, write_out


def plan_edits(model: LoadedModel, target: Organisation) -> EditPlan:
    """How the model's files become those of `target`, which is its organisation with changes.

    Nothing is written. What no splice can say is listed in the plan as `unwritten`. Raises `WriteRefused`
    where a file that would change holds something else by now than what the model was read from, and
    `UsageError` for a model that was read without the private overlay that lies beside it.
    """
    overlay = model.folder / OVERLAY
    if model.root.name == ROOT and overlay.is_file() and overlay not in model.files:
        raise UsageError("the model was read without its private overlay, which may speak of what changes")
    with paused_collector():
        difference = find_difference(model.organisation, target)
        return EditPlan(model.root) if difference.is_empty else _Planning(model, target, difference).run()


class _Pair(NamedTuple):
    """A thing that comes, goes or changes: its id before and after, None where it is not there."""

    kind: str
    old: str | None
    new: str | None

    @property
    def address(self) -> Address:
        return address_of(self.kind, self.new or self.old or "")


class _Planning:
    def __init__(self, model: LoadedModel, target: Organisation, difference: Difference) -> None:
        self.model = model
        self.before = model.organisation
        self.target = target
        self.difference = difference
        self.renames = renames = Renames(difference.renamed)
        self.pages = Pages(model)
        self.telling = Telling(model, target, difference)
        self.privacy = Privacy(self.pages)
        self.reconciling = Reconciling(self.pages, renames, self.telling.tell, self.privacy.keep)
        self.placing = Placing(self.pages, self.before, target, renames)
        self.claiming = Claiming(self.pages, self.before, target, renames)

    def run(self) -> EditPlan:
        self._things()
        before, after = self.before.interactions, self.target.interactions
        self.telling.attempt(
            lambda: splice_interactions(self.pages, self.reconciling, self.renames, before, after),
            Address.of("interactions"),
            [write_out(each) for each in after if each not in before],
        )
        splice_sections(self.pages, self.reconciling, self.telling, before=self.before, after=self.target)
        files = tuple(self._files())
        if not self.telling.unwritten:
            self._verify(files)
        return EditPlan(self.model.root, files, self.telling.unwritten)

    # --- things ---------------------------------------------------------------------------------------

    def _things(self) -> None:
        touched = self._find_touched()
        stated = {
            each: self.claiming.settle(each.kind, each.old, each.new)
            for each in touched
            if each.kind in OWNABLE
        }
        if self.difference.added or self.difference.renamed:
            self.claiming.clarify()
        for each in self._with_claimants(touched):
            address = each.address
            self.telling.attempt(lambda each=each: self._thing(each, stated.get(each)), address)  # type: ignore[misc]

    def _thing(self, pair: _Pair, owner: str | None) -> None:
        layers = self.pages.find_layers(COLLECTIONS[pair.kind], pair.old) if pair.old is not None else []
        if pair.new is None:
            self._remove(pair, layers)
            return
        thing = self.target.find(pair.kind, pair.new)
        assert thing is not None
        after = self._say_after(pair, thing, owner)
        if pair.old is None or (not layers and self._is_implied(pair)):
            is_claimed = (pair.kind, pair.new) in self.claiming.sides.claimed_after
            if after or not is_claimed:
                self._add(pair.kind, thing, after, pair.address)
            return
        if pair.old != pair.new:
            self._rename(pair, layers)
        self.reconciling.thing(layers, self._find_raw(pair), self._say_before(pair), after, pair.address)

    def _remove(self, pair: _Pair, layers: list[Layer]) -> None:
        self._refuse_foreign(pair)
        for layer in layers:
            layer.wishes.remove(layer.entry, pair.address, collapses=True)

    def _rename(self, pair: _Pair, layers: list[Layer]) -> None:
        self._refuse_foreign(pair)
        assert pair.new is not None
        for layer in layers:
            layer.wishes.rename(layer.entry, pair.new, pair.address)

    def _add(self, kind: str, thing: Entity, said: Said, address: Address) -> None:
        """Write a new thing; what must stay private goes into the overlay."""
        kept = [key for key in said if self.privacy.keep(address / key, said[key])]
        public = put_in_order(said, dict.fromkeys(kept))
        self.placing.put(kind, thing, public, address)

    def _say_before(self, pair: _Pair) -> Said:
        """What the files say of a thing, its owner and what it owns on the side where they say it."""
        assert pair.old is not None
        thing = self.before.find(pair.kind, pair.old)
        assert thing is not None
        sides, more = self.claiming.sides, dict[str, Any]()
        if pair.kind in OWNABLE and (pair.kind, pair.old) not in sides.stated:
            more[owner_field(pair.kind)] = None
        if pair.kind == "team":
            more["owns"] = _list(sides.owns_before.get(pair.old, []))
        return put_in_order(write_out(thing), more)

    def _say_after(self, pair: _Pair, thing: Entity, owner: str | None) -> Said:
        more = dict[str, Any]()
        if pair.kind in OWNABLE:
            more[owner_field(pair.kind)] = owner
        if isinstance(thing, Team):
            more["owns"] = _list(self._find_owned(pair, thing))
        return put_in_order(write_out(thing), more)

    def _find_owned(self, pair: _Pair, team: Team) -> list[str]:
        """What a team is to say under `owns:`: its claims, and what names nothing that is there."""
        owned = list(self.claiming.sides.owns_after.get(pair.old or team.id, ()))
        former = self.before.teams[pair.old].owns if pair.old is not None else ()
        gone = [item for item in former if item not in team.owns]
        return [
            *(each for each in owned if each not in gone),
            *(each for each in team.owns if each not in former),
        ]

    def _find_touched(self) -> list[_Pair]:
        """Every thing that comes, goes or changes, in the order of the model, new ones last in their kind."""
        old_ids = {each.after: each.before.steps[-1] for each in self.difference.renamed}
        wanted = {find_thing(address) for address in self.difference.addresses} | self._find_orphaned()
        pairs = []
        for kind, path in COLLECTIONS.items():
            before, after = self.before.collection(kind), self.target.collection(kind)
            addresses = [Address((*path, id)) for id in {**before, **after}]
            for address in addresses:
                if address in wanted:
                    id = address.steps[-1]
                    old = old_ids.get(address, id)
                    pairs.append(_Pair(kind, old if old in before else None, id if id in after else None))
        return pairs

    def _find_orphaned(self) -> set[Address]:
        """The things of which a team's `owns:` speaks that is gone, or is called otherwise."""
        teams = {address.steps[1] for address in self.difference.removed if address.steps[0] == "teams"}
        teams |= {each.before.steps[1] for each in self.difference.renamed if each.before.steps[0] == "teams"}
        claims = self.claiming.sides.claims.items()
        return {
            address_of(kind, self.renames.of(kind, id))
            for (kind, id), said in claims
            if any(each.team in teams for each in said)
        }

    def _with_claimants(self, touched: list[_Pair]) -> list[_Pair]:
        """With the teams whose `owns:` changes."""
        sides, known = self.claiming.sides, {each.old for each in touched if each.kind == "team"}
        changed = [
            team
            for team, items in sides.owns_before.items()
            if team not in known and sides.owns_after[team] != items
        ]
        claiming = [team for team in sides.owns_after if team not in sides.owns_before and team not in known]
        more = [_Pair("team", team, team) for team in (*changed, *claiming) if team in self.before.teams]
        return [*touched, *more]

    def _is_implied(self, pair: _Pair) -> bool:
        return pair.kind == "service" and pair.old in self.before.facts.implied_services

    def _find_raw(self, pair: _Pair) -> object:
        section = walk(self.pages.root, COLLECTIONS[pair.kind])
        return None if section is None or pair.old is None else section.get(pair.old)

    def _refuse_foreign(self, pair: _Pair) -> None:
        section = walk(self.pages.root, COLLECTIONS[pair.kind])
        if section is None or pair.old is None or pair.old not in section:
            return
        documents = self.pages.documents
        mark = section.keys_at.get(pair.old, section.at)
        if documents.of(mark).is_foreign or documents.has_foreign(section[pair.old]):
            raise CannotSplice("a file that is not topo's own speaks of it")

    # --- the outcome ----------------------------------------------------------------------------------

    def _files(self) -> Iterator[FileEdits]:
        for number, wishes in sorted(self.pages.opened.items()):
            splices = wishes.grant()
            for address, refusal in wishes.refused:
                self.telling.tell_thing(address, refusal)
            if splices:
                document = self.pages.document(number)
                yield FileEdits(
                    document.path,
                    document.shown,
                    _read_again(document),
                    splices,
                    number == self.pages.overlay,
                )

    def _verify(self, files: tuple[FileEdits, ...]) -> None:
        texts = {each.path: each.after for each in files}
        for address in find_misread(self.model, self.target, texts, self.difference.renamed):
            refusal = CannotSplice("the text would say something else when it is read again")
            self.telling.tell_thing(address, refusal)


def _read_again(document: Document) -> bytes:
    """The bytes of a file that is to change. Raises WriteRefused where they are not what was read."""
    try:
        content = read_regular_file(document.path)
        is_same = content.decode("utf-8-sig") == document.text
    except (UnreadableFile, UnicodeDecodeError):
        is_same = False
    if not is_same:
        raise WriteRefused(
            f"{document.shown} has changed since it was read, and is not overwritten",
            hint="run the command again",
        )
    return content


def _list(items: list[str]) -> SaidList:
    said = SaidList(may_be_one=True)
    said += items
    return said
