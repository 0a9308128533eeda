"""Which hosts does the value of an environment variable name?

Addresses are written in many ways: `cart:8080`, `http://cart/api`, `postgres://me:secret@db:5432/shop`,
`a:9092,b:9092`, `Server=sql;Database=shop`, `me:secret@tcp(mysql:3306)/shop`, or a bare `db` under a key that
says it is a host. What looks like one and is none (a list of allowed origins, an image) is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from topo.source.foreign.compose.interpolation import UNKNOWN

_HOSTS = """
    addr addrs address addresses backend backends bootstrap broker brokers connection dsn endpoint endpoints
    host hostname hosts link node nodes server servers source target upstream upstreams uri uris url urls
"""
_SERVICE_WORDS = frozenset({"svc", "service"})
# Of the client, of the process itself, or of no address at all.
_OTHERS = """
    advertised allowed audience bind cors issuer listen listener listeners no origin origins referer referers
    trusted virtual
"""
_NAMES = frozenset({"image", "label", "labels", "name", "tag", "title", "version"})
_HOST_WORDS, _OTHER_WORDS = frozenset(_HOSTS.split()), frozenset(_OTHERS.split())
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_URL = re.compile(r"://(?=([^/?#\s\"'<>;]*))")
_WHOLE_URL = re.compile(r"(?<![\w+.-])[A-Za-z][\w+.-]*://[^\s\"'<>;]*")
_BREAKS = re.compile(r"[\s,;|()\[\]{}\"'<>]+")
_HOST = re.compile(r"[A-Za-z0-9_][\w.-]*")
_PORT = re.compile(rf"[0-9]{{2,5}}|{UNKNOWN.pattern}")


@dataclass(frozen=True, slots=True)
class Host:
    """A host that is named; `is_variable`: only the variable that holds its address is known."""

    name: str
    is_variable: bool = False


def find_hosts(key: str, value: str | None) -> Iterator[Host]:
    """The hosts that the variable `key` names; `value` is interpolated, None where it comes from outside.

    >>> [host.name for host in find_hosts("URL", "postgres://me:secret@db:5432/shop")]
    ['db']
    >>> [host.name for host in find_hosts("BROKERS", "a:9092,b")], list(find_hosts("MODE", "cart"))
    (['a', 'b'], [])
    """
    words = split_words(key)
    if not _OTHER_WORDS.isdisjoint(words) or (words and words[-1] in _NAMES):
        return
    if value is None:
        if says_host(key):
            yield Host(key, is_variable=True)
        return
    if says_host(key) and UNKNOWN.fullmatch(value.strip()):
        unknown = value.strip()[1:-1]
        yield Host(unknown if says_host(unknown) else key, is_variable=True)
        return
    for match in _URL.finditer(value):
        for part in match[1].rpartition("@")[2].split(","):
            host, colon, port = part.partition(":")
            if not colon or port:
                yield from _name(host, is_address=True)
    for token in _BREAKS.split(_WHOLE_URL.sub(" ", value)):
        yield from _read_token(token, says_host(key))


def says_host(key: str) -> bool:
    """Whether the value of a key is a host or an address, by the key's last word.

    >>> says_host("CART_ADDR"), says_host("redisHost"), says_host("HOST_FILESYSTEM")
    (True, True, False)
    """
    words = split_words(key)
    while words and words[-1].isdigit():
        words.pop()
    return bool(words) and words[-1] in _HOST_WORDS


def split_words(key: str) -> list[str]:
    """The words of a key in lower case: at `_`, `.`, `-` and where a capital begins."""
    return [word.lower() for word in _WORD.findall(key)]


def guess_services(variable: str) -> tuple[str, ...]:
    """What the service may be called whose address a variable holds, nearest first, without separators.

    >>> guess_services("PRODUCT_CATALOG_SERVICE_ADDR")
    ('productcatalogservice', 'productcatalog')
    """
    words = split_words(variable)
    while words and (words[-1] in _HOST_WORDS or words[-1].isdigit()):
        words.pop()
    if not words:
        return ()
    whole = "".join(words)
    if words[-1] in _SERVICE_WORDS and len(words) > 1:
        return whole, "".join(words[:-1])
    return (whole,)


def _read_token(token: str, is_host: bool) -> Iterator[Host]:
    key, equals, rest = token.partition("=")
    if equals:
        token, is_host = rest, says_host(key)
    token = token.removeprefix("tcp:").rpartition("@")[2].partition("/")[0]
    host, colon, port = token.rpartition(":")
    if colon and _PORT.fullmatch(port):
        yield from _name(host, is_address=True)
    elif not colon:
        yield from _name(token, is_address=is_host)


def _name(host: str, *, is_address: bool) -> Iterator[Host]:
    unknown = UNKNOWN.fullmatch(host)
    if unknown is not None:
        if says_host(unknown["name"]):
            yield Host(unknown["name"], is_variable=True)
    elif is_address and _HOST.fullmatch(host):
        yield Host(host)
