"""Can text from outside do harm when it is shown, and is what was meant found?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.text import count, did_you_mean, find_nearest, printable

UNSAFE = {
    "a terminal escape": ("\x1b[2J", "\\x1b[2J"),
    "a bell": ("\a", "\\x07"),
    "a line break": ("a\nb", "a\\x0ab"),
    "an eight-bit control": ("\x9b31m", "\\x9b31m"),
    "text from right to left": ("\u202egpj", "\\u202egpj"),
    "a line separator": ("a\u2028b", "a\\u2028b"),
    "a byte order mark": ("\ufeffa", "\\ufeffa"),
    "a hidden tag": ("\U000e0041", "\\U000e0041"),
    "half a character": ("\ud800", "\\ud800"),
}
HARMLESS = ["checkout", "Zahlungsverkehr für Händler", "支払い", "👩‍💻", 'a & <b> "c"', "> 68 %", ""]


@pytest.mark.parametrize("name", UNSAFE)
def test_what_could_do_harm_is_written_out(name: str) -> None:
    """One sees what was there, and nothing happens."""
    text, shown = UNSAFE[name]
    assert printable(text) == shown


@pytest.mark.parametrize("text", HARMLESS)
def test_what_people_write_stays(text: str) -> None:
    """Any script, and emoji joined of several."""
    assert printable(text) == text


@given(st.text())
def test_nothing_that_controls_is_left(text: str) -> None:
    """Whatever was there; and what is safe once stays as it is."""
    shown = printable(text)
    assert not [
        character for character in shown if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
    ]
    assert printable(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)), st.integers(1, 40))
def test_long_text_is_cut(text: str, limit: int) -> None:
    """At most so many characters, the last of them the sign that there was more."""
    shown = printable(text, limit=limit)
    assert len(shown) <= limit
    assert shown == text if len(text) <= limit else shown.endswith("…")


@pytest.mark.parametrize(
    ("word", "candidates", "nearest"),
    [
        ("chekout", ["checkout", "cart"], ["checkout"]),
        ("Checkout", ["checkout", "checkouts"], ["checkout"]),
        ("CHECKOUT", ["checkout", "Checkout"], ["Checkout", "checkout"]),
        ("ownr", ["owns", "owner", "kind"], ["owner", "owns"]),
        ("zzz", ["checkout", "cart"], []),
        ("checkout", [], []),
        ("", ["checkout"], []),
        ("team-1", ["team-2", "team-3", "team-4", "team-5"], 3),
    ],
)
def test_what_a_misspelt_word_meant(word: str, candidates: list[str], nearest: list[str] | int) -> None:
    """The nearest first, a difference of case alone, and never more than three."""
    found = find_nearest(word, candidates)
    assert found == nearest if isinstance(nearest, list) else len(found) == nearest


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=6))
def test_the_order_of_the_candidates_does_not_matter(word: str, candidates: list[str]) -> None:
    """The same answer for the same set, all of them candidates."""
    found = find_nearest(word, candidates)
    assert found == find_nearest(word, reversed(candidates))
    assert set(found) <= set(candidates)


def test_half_a_sentence() -> None:
    """Or none, where nothing is near."""
    assert did_you_mean("ownr", ["owner", "owns"]) == "did you mean `owner` or `owns`?"
    assert did_you_mean("zzz", ["owner"]) is None


@pytest.mark.parametrize(
    ("number", "noun", "plural", "text"),
    [
        (1, "team", None, "1 team"),
        (0, "team", None, "0 teams"),
        (12_345, "service", None, "12,345 services"),
        (2, "person", "people", "2 people"),
        (1, "person", "people", "1 person"),
    ],
)
def test_a_number_with_its_noun(number: int, noun: str, plural: str | None, text: str) -> None:
    """Singular for one alone."""
    assert count(number, noun, plural) == text
