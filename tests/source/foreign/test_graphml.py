"""Which dependencies does a graph in GraphML say?"""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.source.foreign.conftest import Found, Read, make_root
from topo.source.foreign import wiring
from topo.source.foreign.graphml import read_graphml
from topo.source.positions import Documents, Mapping

HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'


def read_files(paths: list[Path], root: Mapping, label: str | None = None, via: str | None = None) -> Found:
    documents = Documents()
    return Found(read_graphml(paths, documents, label=label, via=via, root=root), documents)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a graph; only what stands inside `graphml` need be given."""
    monkeypatch.chdir(tmp_path)

    def reading(text: str, *, root: Mapping | None = None, **options: str) -> Found:
        inside = dedent(text)
        whole = inside if inside.startswith("<?") or "<graphml" in inside else f"{HEAD}\n{inside}</graphml>\n"
        (tmp_path / "a.graphml").write_text(whole, encoding="utf-8")
        found = read_files([tmp_path / "a.graphml"], root or Mapping(), **options)
        found.check_fits()
        return found

    return reading


def test_a_graph_as_networkx_writes_it(tmp_path: Path) -> None:
    """Ids are names."""
    graph = networkx.DiGraph([("cart", "stock"), ("cart", "redis"), ("web", "cart")])
    networkx.write_graphml_xml(graph, tmp_path / "a.graphml")
    found = read_files([tmp_path / "a.graphml"], Mapping())
    assert found.waits == {"cart": ["stock", "redis"], "web": ["cart"]}
    assert found.findings == found.skipped == []


def test_a_graph_as_yed_writes_it(read: Read) -> None:
    """Ids are numbers, names are labels deep in the data; a node that only holds others is none."""
    found = read("""\
        <key for="node" id="d6" yfiles.type="nodegraphics"/>
        <graph edgedefault="directed" id="G">
          <node id="n0" yfiles.foldertype="group">
            <data key="d6"><Bounds><GroupNode><NodeLabel>Shop</NodeLabel></GroupNode></Bounds></data>
            <graph edgedefault="directed" id="n0:">
              <node id="n0::n0"><data key="d6"><ShapeNode><NodeLabel> Cart
                API </NodeLabel></ShapeNode></data></node>
            </graph>
          </node>
          <node id="n1"><data key="d6"><ShapeNode><NodeLabel>stock</NodeLabel></ShapeNode></data></node>
          <edge id="e0" source="n0::n0" target="n1"/>
        </graph>
        """)
    assert found.waits == {"Cart-API": ["stock"]}
    assert found.services["Cart-API"]["name"] == "Cart API"
    assert found.estate.notes[1:] == ("1 node left out, as they only hold others",)


def test_the_places_of_a_graph(read: Read) -> None:
    """A service is its node, a dependency its edge."""
    found = read("<graph>\n  <node id='a'/><node id='b'/>\n  <edge source='a' target='b'/>\n</graph>")
    assert found.places("a") == ["a.graphml:4: <edge source='a' target='b'/>"]
    assert found.rest_of_line(found.services["b"].at) == "a.graphml:3: <node id='b'/>"


def test_a_name_beside_an_id(read: Read) -> None:
    """An id that is a word stays the id; `label` names another attribute."""
    text = """\
        <key id="k" for="node" attr.name="Label"/><key id="s" for="node" attr.name="slug"/>
        <graph><node id="cart"><data key="k">The cart</data><data key="s">cart-api</data></node></graph>
        """
    assert read(text).services == {"cart": {"name": "The cart"}}
    assert read(text, label="slug").services == {"cart-api": {}}


def test_two_nodes_with_one_label(read: Read) -> None:
    """Where the label is what a service is called by, they are one service."""
    found = read(
        """\
        <key id="k" for="node" attr.name="label"/>
        <graph><node id="n0"><data key="k">cart</data></node><node id="n1"><data key="k">cart</data></node>
        <node id="n2"><data key="k">x</data></node>
        <edge source="n0" target="n2"/><edge source="n1" target="n2"/>
        </graph>
        """
    )
    assert found.waits == {"cart": ["x"]}


def test_a_coupling(read: Read) -> None:
    """An edge's attribute `via`, or the one that is named, says how two are coupled."""
    text = """\
        <key id="v" for="edge" attr.name="via"/><key id="p" for="edge" attr.name="protocol"/>
        <graph><node id="a"/><node id="b"/><edge source="a" target="b">
        <data key="v">smoke</data><data key="p">amqp</data></edge></graph>
        """
    assert read(text).waits == {"a": ["b"]}
    assert read(text, via="protocol").waits == {"a": [{"service": "b", "via": "async"}]}


def test_edges_that_are_no_dependency(read: Read) -> None:
    """Without direction, from a node to itself or to none, or between more than two: each is told."""
    found = read("""\
        <graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="b"/>
        <edge source="a" target="b"/>
        <edge source="a" target="a"/>
        <edge source="a" target="c"/>
        <edge source="a"/>
        <hyperedge/>
        <edge source="b" target="a" directed="true"/></graph>
        """)
    assert found.waits == {"b": ["a"]}
    assert [(place, reason.partition(": ")[2]) for place, reason in found.skipped] == [
        ("a.graphml:2", "the node `b` is here twice; the first one counts"),
        ("a.graphml:3", "it has no direction: it does not say who depends on whom"),
        ("a.graphml:4", "`a` depends on itself"),
        ("a.graphml:5", "there is no node `c`"),
        ("a.graphml:6", "it does not say its `id`, or `source` and `target`"),
        ("a.graphml:7", "a hyperedge does not say who depends on whom"),
    ]


def test_entities_that_would_expand(read: Read) -> None:
    """A billion laughs are refused where the first entity is declared, and nothing expands."""
    found = read("""\
        <?xml version="1.0"?>
        <!DOCTYPE graphml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
        <graphml><graph><node id="&b;"/></graph></graphml>
        """)
    assert found.findings == [("SYN001", "error", "a.graphml:2")]
    assert found.services == {}


def test_a_file_that_is_fetched_from_nowhere(read: Read, tmp_path: Path) -> None:
    """A DTD is named by old files, and not read; an entity that leads to a file is refused."""
    (tmp_path / "secret").write_text("password")
    old = '<?xml version="1.0"?>\n<!DOCTYPE graphml SYSTEM "http://graphml.graphdrawing.org/dtds/graphml.dtd">\n'
    assert read(old + "<graphml><graph><node id='a'/></graph></graphml>").services == {"a": {}}
    leading = (
        '<?xml version="1.0"?>\n<!DOCTYPE graphml [<!ENTITY x SYSTEM "secret">]>\n<graphml>&x;</graphml>'
    )
    assert read(leading).findings == [("SYN001", "error", "a.graphml:2")]


def test_a_graph_that_breaks_off(read: Read) -> None:
    """What stands before is read, and the error is where it broke."""
    found = read(f"{HEAD}<graph>\n<node id='a'/><node id='b'/><edge source='a' target='b'/>\n<node id=")
    assert found.waits == {"a": ["b"]}
    assert found.findings == [("SYN001", "error", "a.graphml:3")]


def test_xml_that_is_no_graph(read: Read) -> None:
    """It is said, instead of reading nothing."""
    found = read("<?xml version='1.0'?>\n<project/>")
    assert [each.message for each in found.estate.findings] == ["this is XML, and no GraphML"]


def test_more_than_anybody_has(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is an error with its place."""
    monkeypatch.setattr(wiring, "MOST_DEPENDENCIES", 1)
    edges = "".join(f"<edge source='a' target='{end}'/>\n" for end in "bcd")
    found = read(f"<graph>{''.join(f'<node id={each!r}/>' for each in 'abcd')}\n{edges}</graph>")
    assert found.waits == {"a": ["b"]}
    assert found.findings == [("SYN001", "error", "a.graphml:4")]


def test_two_files_and_the_model(tmp_path: Path) -> None:
    """Services meet by what they are called, in the files and in the model."""
    for name, edge in (("1", ("Cart", "stock")), ("2", ("stock", "redis"))):
        networkx.write_graphml_xml(networkx.DiGraph([edge]), tmp_path / f"{name}.graphml")
    found = read_files(sorted(tmp_path.glob("*.graphml")), make_root("cart"))
    assert found.waits == {"cart": ["stock"], "stock": ["redis"]}


_NAMES = st.sampled_from(["a", "b", "n0", "A", "x y", "", "&amp;", "ü"])
_PIECES = st.one_of(
    st.builds("<node id='{}'/>".format, _NAMES),
    st.builds("<node id='{}'><data key='label'>{}</data></node>".format, _NAMES, _NAMES),
    st.builds(
        "<edge source='{}' target='{}'><data key='via'>{}</data></edge>".format, _NAMES, _NAMES, _NAMES
    ),
    st.builds("<edge source='{}' target='{}' directed='{}'/>".format, _NAMES, _NAMES, _NAMES),
    st.sampled_from(
        [
            "<graph>",
            "</graph>",
            "\n",
            "<data>",
            "<",
            "&x;",
            "<!ENTITY a 'b'>",
            "<node><graph>",
            "]]>",
            "\x85",
            "\0",
        ]
    ),
)
_TEXTS = st.lists(_PIECES, max_size=12).map("".join)


@given(st.one_of(_TEXTS.map(lambda text: f"{HEAD}<graph>{text}</graph></graphml>"), st.text(max_size=40)))
def test_any_graph(text: str) -> None:
    """It is read without an exception; what comes out fits the model, and every place is one of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.graphml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        read_files([path], make_root("a")).check_fits()
