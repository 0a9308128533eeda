"""How many columns of a terminal does a text take?

East Asian wide characters and most emoji take two, marks that combine with what stands before them take
none (Unicode Standard Annex 11). What a terminal joins into one picture (flags, families) counts as its
parts, as most terminals do.
"""

from unicodedata import category, east_asian_width

ELLIPSIS = "…"


def measure_width(text: str) -> int:
    """The columns that `text` takes; it holds no control characters.

    >>> measure_width("ledger"), measure_width("台帳"), measure_width("e\\u0301")
    (6, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_measure_character, text))


def cut(text: str, width: int) -> str:
    """`text` cut to `width` columns, the last of them an ellipsis where something is missing.

    >>> cut("ledger-api", 7), cut("台帳台帳", 6), cut("ledger", 6)
    ('ledger…', '台帳…', 'ledger')
    """
    return text if measure_width(text) <= width else _take(text, width - 1) + ELLIPSIS


def cut_start(text: str, width: int) -> str:
    """`text` cut to its last `width` columns, where a path says most.

    >>> cut_start("services/payments/ledger.yaml:4:9", 16)
    '…ledger.yaml:4:9'
    """
    if measure_width(text) <= width:
        return text
    return ELLIPSIS + _take(text[::-1], width - 1)[::-1]


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at spaces; a word that is wider stands alone.

    >>> wrap("checkout waits on payments", 14), wrap("", 9)
    (['checkout waits', 'on payments'], [''])
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and measure_width(lines[-1]) + 1 + measure_width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _take(text: str, room: int) -> str:
    kept = []
    for character in text:
        room -= _measure_character(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept)


def _measure_character(character: str) -> int:
    if character.isascii():
        return 1
    if east_asian_width(character) in "WF":
        return 2
    # Vowels and final consonants of Hangul syllables that are written in parts join the first one.
    joins = "\u1160" <= character <= "\u11ff" or category(character) in ("Mn", "Me", "Cf")
    return 0 if joins else 1
