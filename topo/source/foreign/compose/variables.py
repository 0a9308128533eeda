"""Which variables does an env file set?"""

import re
from collections.abc import Mapping

from topo.source.foreign.compose.interpolation import LONGEST, UNKNOWN, interpolate

_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<text>.*?)(?P=quote)")


def parse_env(text: str, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of an env file as Compose reads one; later ones may use earlier ones, and `known`.

    >>> parse_env("# ports\\nPORT=80\\nexport CART_ADDR='cart:$PORT'\\nURL=http://cart:${PORT} # here\\n")
    {'PORT': '80', 'CART_ADDR': 'cart:$PORT', 'URL': 'http://cart:80'}
    """
    found: dict[str, str] = {}
    scope = dict(known or {})
    for line in text.splitlines():
        name, equals, said = line[:LONGEST].strip().removeprefix("export ").partition("=")
        if equals and _NAME.fullmatch(name.strip()):
            value = _read_value(said.strip(), scope)
            if UNKNOWN.fullmatch(value) is None:
                found[name.strip()] = scope[name.strip()] = value
    return found


def _read_value(said: str, scope: Mapping[str, str]) -> str:
    quoted = _QUOTED.match(said)
    if quoted is None:
        return interpolate(said.partition(" #")[0].rstrip(), scope)
    return quoted["text"] if quoted["quote"] == "'" else interpolate(quoted["text"], scope)
