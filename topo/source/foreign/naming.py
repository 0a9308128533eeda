"""What does topo call what a foreign file calls by any text?"""

import re
import unicodedata

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._-]+")


def clean_id(text: str) -> str:
    """The id nearest to a text: accents are dropped, and what an id cannot have becomes `-`.

    >>> clean_id("Zahlungs-Büro / EU"), clean_id("web@example.com"), clean_id("…")
    ('Zahlungs-Buro-EU', 'web-example.com', 'unnamed')
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _NOT_IN_IDS.sub("-", plain).lstrip("._-").rstrip("-") or "unnamed"
