"""How does text stand in DOT so that it means itself?"""

from xml.sax.saxutils import escape

# A text that begins with a closing bracket ends the label for Graphviz's reader of HTML-like ones, and `\\N`
# is the node's name there too, unless the two signs stand in different runs of text.
_SIGNS = {"[": "&#91;", "]": "&#93;", "\\": "<font>&#92;</font>"}


def escape_html(text: str) -> str:
    """Text inside an HTML-like label; an empty one is a space, since an empty tag is an error there.

    >>> escape_html("<b> & ]"), escape_html("\\\\N"), escape_html("")
    ('&lt;b&gt; &amp; &#93;', '<font>&#92;</font>N', ' ')
    """
    return escape(text, _SIGNS) or " "


def escape_string(text: str) -> str:
    """Text in quotes: neither DOT's own escapes nor entities are read in it."""
    from graphviz import escape as keep

    return str(keep(text.replace("&", "&amp;")))
