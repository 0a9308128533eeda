"""What is said of a change that no splice can make, and what would a person write instead?"""

from collections.abc import Callable

from topo.findings import Address, Position
from topo.model.differing import Difference
from topo.model.organisation import COLLECTIONS, Organisation
from topo.source.loading import LoadedModel
from topo.source.rendering import render_yaml
from topo.source.splicing.plan import Unwritten
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.wording import shorten, write_out
from topo.text import printable

_KINDS = {path: kind for kind, path in COLLECTIONS.items()}


class Telling:
    """Gathers what cannot be spliced, each address once."""

    def __init__(self, model: LoadedModel, target: Organisation, difference: Difference) -> None:
        self._model = model
        self._target = target
        self._renamed = difference.renamed
        self._told: dict[Address, Unwritten] = {}

    @property
    def unwritten(self) -> tuple[Unwritten, ...]:
        """What was told, by address."""
        return tuple(self._told[address] for address in sorted(self._told))

    def attempt(self, write: Callable[[], None], address: Address, value: object = None) -> None:
        """Do something about an address and tell if no splice can.

        `value` is what should be said there; without it the patch is all of the thing that it lies in.
        """
        try:
            write()
        except CannotSplice as refusal:
            if value is None:
                self.tell_thing(address, refusal)
            else:
                self.tell(address, refusal, value)

    def tell(self, address: Address, refusal: CannotSplice, value: object) -> None:
        """Note an address that cannot be spliced; None as value means that it should go."""
        self._tell(address, refusal, address, value)

    def tell_thing(self, address: Address, refusal: CannotSplice) -> None:
        """Note an address that cannot be spliced, with all that the thing it lies in should say."""
        thing = find_thing(address)
        kind = _KINDS.get(thing.steps[:-1])
        found = None if kind is None else self._target.find(kind, thing.steps[-1])
        self._tell(address, refusal, thing, None if found is None else write_out(found))

    def _tell(self, address: Address, refusal: CannotSplice, wanted_at: Address, value: object) -> None:
        if address not in self._told:
            former = self._find_former(wanted_at)
            position = self._model.positions.find(self._find_former(address))
            patch = _render_patch(former, wanted_at, value, position)
            self._told[address] = Unwritten(address, position, refusal.reason, patch)

    def _find_former(self, address: Address) -> Address:
        """The address before anything was renamed."""
        for each in self._renamed:
            if each.after.covers(address):
                return Address((*each.before.steps, *address.steps[len(each.after.steps) :]))
        return address


def find_thing(address: Address) -> Address:
    """The address of the thing that an address lies in."""
    return Address(address.steps[: 3 if address.steps[0] == "tissue" else 2])


def _render_patch(former: Address, address: Address, value: object, position: Position | None) -> str:
    """YAML of what should stand there, or in words what should go or be called otherwise."""
    place = "" if position is None else f" ({position.file}, line {position.line})"
    if value is None:
        return f"take out `{printable(str(former))}`{place}\n"
    words = (
        "" if former == address else f"# call `{printable(str(former))}`{place} `{printable(str(address))}`\n"
    )
    said = shorten(value)
    for step in reversed(address.steps):
        said = said if step.startswith("[") else {step: said}
    return words + render_yaml(said)
