"""Load a model."""

from pathlib import Path

from topo.findings import Finding
from topo.source.loading import LoadedModel, load_model


def load(start: str | Path = ".", *, public: bool = False, like: LoadedModel | None = None) -> LoadedModel:
    """Read the model that `start` means: a `topo.yaml`, a folder, a single file; `.` looks upwards too.

    What is wrong with the files are findings of the result. Raises `ModelNotFound` where there is no
    model, `NothingReadable` where it cannot be opened. `public` leaves the private overlay out.
    What the files have in common with those of another model, `like` it, is not read again.
    """
    return load_model(Path(start), public=public, like=like)


def is_empty(model: LoadedModel) -> bool:
    """Whether the model holds nothing at all."""
    return next(model.organisation.entities(), None) is None


def find_syntax_errors(model: LoadedModel) -> tuple[Finding, ...]:
    """The SYN findings of a model's own YAML: those of the reading, and of its policies and profiles."""
    misfits: list[Finding] = []
    if model.organisation.policies:
        from topo.rules.policy.reading import read_policies

        misfits += read_policies(model.organisation).findings
    if model.organisation.profiles:
        from topo.source.weighing import read_profiles

        misfits += read_profiles(model.organisation, model.folder)[1]
    return (*model.syntax_errors, *(each for each in misfits if each.code.startswith("SYN")))
