"""Where does each token of a YAML text stand?

The tokens are libyaml's own, so what counts as a token here is what the reading sees. The marks of a
token count characters, and are exact past non-ASCII text and any kind of line end.
"""

from collections.abc import Iterator
from typing import Any

import yaml

_Scanner = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # without libyaml: the same, slower

BYTE_ORDER_MARK = "\ufeff"


def scan_tokens(text: str) -> Iterator[Any]:
    """Every token of `text` in order, those without a width too.

    `text` must not start with a byte order mark. Raises yaml.YAMLError at what cannot be scanned, after
    the tokens in front of it.
    """
    scanner = _Scanner(text)
    try:
        while (token := scanner.get_token()) is not None:
            yield token
    finally:
        scanner.dispose()


def split_byte_order_mark(text: str) -> tuple[str, str]:
    """The byte order mark of `text` ("" where there is none), and what follows it."""
    if text.startswith(BYTE_ORDER_MARK):
        return BYTE_ORDER_MARK, text[1:]
    return "", text


def parse_events(text: str) -> Iterator[Any]:
    """Every event of `text` in order; `text` must not start with a byte order mark. Raises yaml.YAMLError."""
    parser = _Scanner(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
