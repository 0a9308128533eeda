"""Which weights and thresholds stand behind a measure, on whose word, and how sure is that?

A profile is a file under `models/`; a model changes single entries with `profiles:`. Reading files is
not done here: `override` takes what was read.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from topo.model.base import Frozen, FrozenDict, Part, Text
from topo.model.quantity import NonNegative
from topo.text import did_you_mean, printable

Grade = Literal["A", "B", "C", "D", "E"]
"""A: a theorem, or widely replicated. B: several studies, mixed. C: one good study. D: experts' rule of
thumb. E: topo's own encoding, no evidence."""

SAID_BY_MODEL = "this model"
"""The source of an entry that the model overrides without saying who says so."""


class Entry(Part):
    """One weight or threshold."""

    value: NonNegative = Field(description="The number.", examples=[4])
    unit: Text | None = Field(default=None, description="What it counts.", examples=["people"])
    source: Text = Field(description="Who says so.", examples=["Brooks 1975"])
    grade: Grade = Field(description="How sure that is, A to E.", examples=["E"])
    why: Text = Field(description="Why it is this number.", examples=["what fails first is found first"])


class Profile(Part):
    """The weights behind one measure."""

    name: Text = Field(alias="profile", description="What the profile is called.", examples=["ownership"])
    weighs: Text = Field(
        description="What its entries weigh.", examples=["a service in the weighted coverage"]
    )
    open: bool = Field(
        default=False, description="Whether a model may add entries of its own.", examples=[True]
    )
    entries: Annotated[Mapping[str, Entry], Frozen] = Field(
        description="The weights and thresholds by name.",
        examples=[{"tier-1": {"value": 4, "source": "topo", "grade": "E", "why": "it matters most"}}],
    )

    def value(self, name: str) -> float:
        """The number called `name`; raises KeyError where the profile has none."""
        return self.entries[name].value

    @property
    def values(self) -> Mapping[str, float]:
        """Every number by its name."""
        return FrozenDict({name: entry.value for name, entry in self.entries.items()})


class Misfit(NamedTuple):
    """What does not fit in an override: the entry it was said of, what is wrong, and the remedy."""

    entry: str
    message: str
    hint: str | None = None


def override(profile: Profile, said: Mapping[str, Any]) -> tuple[Profile, tuple[Misfit, ...]]:
    """The profile with the numbers that `said` gives, and what of it does not fit.

    `said` maps names of entries to a number, or to a mapping with `value` and perhaps `why`, `source`
    and `grade`. An open profile takes new entries too. What does not fit leaves its entry as it was. An
    entry that is overridden is of grade E and says so, unless the mapping says better.
    """
    entries, misfits = dict(profile.entries), []
    for name, value in said.items():
        changed = _override_entry(profile, name, value)
        if isinstance(changed, Misfit):
            misfits.append(changed)
        else:
            entries[name] = changed
    return profile.model_copy(update={"entries": FrozenDict(entries)}), tuple(misfits)


def _override_entry(profile: Profile, name: str, value: object) -> Entry | Misfit:
    shipped = profile.entries.get(name)
    if shipped is None and not profile.open:
        known = f"it has {', '.join(f'`{entry}`' for entry in sorted(profile.entries))}"
        message = f"the profile `{profile.name}` has no entry `{printable(name, limit=60)}`"
        return Misfit(name, message, did_you_mean(name, profile.entries) or known)
    why, unit = (SAID_BY_MODEL, None) if shipped is None else (shipped.why, shipped.unit)
    raw: dict[str, Any] = {"source": SAID_BY_MODEL, "grade": "E", "why": why, "unit": unit}
    raw |= value if isinstance(value, Mapping) else {"value": value}
    try:
        return Entry.model_validate(raw)
    except ValidationError as error:
        return Misfit(name, f"`{name}`: {_reason(error)}", "write a number, or `{value: 2, why: …}`")


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(map(str, first["loc"]))
    if first["type"] == "missing":
        return f"`{key}` is missing"
    if first["type"] == "extra_forbidden":
        return f"unknown key `{printable(key, limit=60)}`"
    reason = first.get("ctx", {}).get("reason")
    return str(reason) if reason else f"`{key}` does not fit"
