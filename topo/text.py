"""How is text from outside made safe to show, and what may a misspelt word have meant?"""

import re
from collections.abc import Iterable

# C0 and C1 controls, line separators, and the marks that reorder or hide text (bidi, zero width, tags).
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


_NEAR = 0.7
"""From which similarity (0 to 1) on a word may have meant another."""


def printable(text: str, *, limit: int | None = None) -> str:
    """`text` with every control or direction mark written out (`\\x1b`), cut to `limit` characters.

    The result may be sent to a terminal, HTML, SVG, DOT or CSV as far as control characters go;
    each format still escapes its own markup.

    >>> printable("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    >>> printable("abcdef", limit=4)
    'abc…'
    """
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def find_nearest(word: str, candidates: Iterable[str], *, most: int = 3) -> list[str]:
    """The candidates that `word` was probably meant to be, nearest first, at most `most`.

    A case-only difference comes alone.

    >>> find_nearest("chekout", ["checkout", "cart", "payments"])
    ['checkout']
    >>> find_nearest("Checkout", ["checkout", "checkouts"])
    ['checkout']
    >>> find_nearest("OWN01", ["OWN001", "OWN012", "OWN010"])[0]
    'OWN001'
    """
    known = sorted(set(candidates))
    folded = word.casefold()
    same = [name for name in known if name.casefold() == folded and name != word]
    if same:
        return same
    from difflib import SequenceMatcher  # imported late: only a mistake needs it

    matcher, close = SequenceMatcher(), []
    matcher.set_seq2(folded)
    for name in known:
        matcher.set_seq1(name.casefold())
        if (
            matcher.real_quick_ratio() >= _NEAR
            and matcher.quick_ratio() >= _NEAR
            and matcher.ratio() >= _NEAR
        ):
            close.append((-matcher.ratio(), name))
    return [name for _, name in sorted(close)[:most]]


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """A half sentence that offers the nearest candidates, or None where nothing is near.

    >>> did_you_mean("ownr", ["owner", "owns"])
    'did you mean `owner` or `owns`?'
    """
    nearest = find_nearest(word, candidates)
    if not nearest:
        return None
    return f"did you mean {' or '.join(f'`{name}`' for name in nearest)}?"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`number` with its noun.

    >>> count(1, "service"), count(2, "service")
    ('1 service', '2 services')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
