"""What is a key called where people read it?"""

_NAMES = {
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "colon": ":",
    "question_mark": "?",
    "escape": "esc",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


def name_key(key: str) -> str:
    """The name of a key as it stands on a keyboard.

    >>> name_key("question_mark"), name_key("ctrl+z"), name_key("shift+up")
    ('?', 'ctrl+z', 'shift+↑')
    """
    *held, last = key.split("+")
    return "+".join((*held, _NAMES.get(last, last)))
