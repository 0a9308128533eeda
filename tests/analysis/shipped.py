"""Which weights do the profiles that ship hold?"""

from collections.abc import Mapping

from topo.model.profile import Profile
from topo.resources import find_resource
from topo.source.shelf import read_shipped


def weights_of(profile: str) -> Mapping[str, float]:
    """The numbers of a shipped profile by name."""
    return Profile.model_validate(read_shipped(find_resource("models", profile))).values
