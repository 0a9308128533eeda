"""Can a name harm whoever reads a message?"""

from topo.rules.naming import called, named, quoted


def test_control_characters_are_written_out() -> None:
    """In every form in which a message names something."""
    nasty = "a\x1b]0;b\u202e"
    for text in (quoted(nasty), called("team", nasty), named([nasty, nasty])):
        assert text.isprintable()


def test_a_very_long_id_is_cut() -> None:
    """A message stays a line that people read."""
    assert len(quoted("a" * 10_000)) < 100


def test_many_are_counted() -> None:
    """Beyond some names the number says more."""
    assert named([f"t{number}" for number in range(1010)], most=2) == "`t0`, `t1` and 1,008 more"
