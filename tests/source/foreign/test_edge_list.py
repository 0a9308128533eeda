"""Which dependencies does a table of pairs say?"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.source.foreign.conftest import Found, Read, make_root
from topo.errors import UsageError
from topo.source.foreign import wiring
from topo.source.foreign.edge_list import Columns, find_layout, read_edge_lists
from topo.source.positions import Documents, Mapping


def read_text(folder: Path, content: bytes, columns: Columns, root: Mapping) -> Found:
    path = folder / "calls.csv"
    path.write_bytes(content)
    documents = Documents()
    return Found(read_edge_lists([path], documents, columns=columns, root=root), documents)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a table; keywords name columns."""
    monkeypatch.chdir(tmp_path)

    def reading(text: str | bytes, *, root: Mapping | None = None, **columns: str) -> Found:
        content = text if isinstance(text, bytes) else text.encode()
        found = read_text(tmp_path, content, Columns(**columns), root or Mapping())
        found.check_fits()
        return found

    return reading


@pytest.mark.parametrize(
    "text",
    [
        "source,target\ncart,stock\ncart,redis\n",
        "cart,stock\ncart,redis\n",
        "id;Consumer;Provider\n1;cart;stock\n2;cart;redis\n",
        "callee\tcaller\r\nstock\tcart\r\nredis\tcart\r\n",
        "# made by a mesh\n\nparent,child,calls\ncart,stock,12\n\ncart, redis ,3\n",
        "\ufefffrom,to\ncart,stock\ncart,redis",
        'source,target\n"cart","stock"\n"cart", "redis"\n',
    ],
)
def test_tables_that_say_the_same(read: Read, text: str) -> None:
    """With a header or without, whatever separates columns, with a byte order mark, quotes and comments."""
    found = read(text)
    assert found.waits == {"cart": ["stock", "redis"]}
    assert set(found.services) == {"cart", "stock", "redis"}
    assert found.findings == found.skipped == []


def test_the_places_of_a_table(read: Read) -> None:
    """A dependency stands where its row names who is waited on, a service where it is named first."""
    found = read('a,source,target\n1,"cart, the old one",stock\n2,web,  redis\n')
    assert found.places("cart-the-old-one") == ["calls.csv:2: stock"]
    assert found.places("web") == ["calls.csv:3: redis"]
    assert found.rest_of_line(found.services["web"].at) == "calls.csv:3: web,  redis"
    assert found.services["cart-the-old-one"]["name"] == "cart, the old one"


def test_a_row_over_several_lines(read: Read) -> None:
    """A cell with a line break is none of ours, and the rows after it keep their lines."""
    found = read('source,target,note\ncart,stock,"two\nlines"\ncart,redis,\n')
    assert found.places("cart") == ['calls.csv:2: stock,"two', "calls.csv:4: redis,"]


def test_columns_by_name_and_by_number(read: Read) -> None:
    """What the user says beats what a header looks like."""
    text = "source,target,a,b\nx,y,cart,stock\n"
    assert read(text, source="a", target="B").waits == {"cart": ["stock"]}
    assert read(text, source="3", target="4").waits == {"cart": ["stock"]}
    assert read("x,cart,stock\n", source="2", target="3").waits == {"cart": ["stock"]}
    assert read("stock,cart\n", source="2").waits == {"cart": ["stock"]}


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    """The error says what there is."""
    with pytest.raises(UsageError, match="no column `calller`") as caught:
        read_text(tmp_path, b"caller,callee\na,b\n", Columns(source="calller"), Mapping())
    assert caught.value.hint == "did you mean `caller` or `callee`?"


def test_a_coupling(read: Read) -> None:
    """The words of other tools are read; what says nothing is listed once."""
    found = read("from,to,via\na,b,Kafka\na,c,http\na,d,\na,e,carrier pigeon\nb,e,carrier pigeon\n")
    assert found.waits["a"] == [{"service": "b", "via": "async"}, {"service": "c", "via": "sync"}, "d", "e"]
    assert found.estate.notes[1:] == ("words for a coupling that say nothing: `carrier pigeon`",)
    assert read("from,to,protocol\na,b,amqp\n", via="protocol").waits == {
        "a": [{"service": "b", "via": "async"}]
    }


def test_a_pair_that_is_said_twice(read: Read) -> None:
    """It is one dependency: the first coupling that is said counts, and the place of another is told."""
    found = read("from,to,via\na,b,\nA,B,queue\na,b,http\n")
    assert found.waits == {"a": [{"service": "b", "via": "async"}]}
    assert found.skipped == [
        ("calls.csv:4", "the dependency on `b` is said to be `sync`, and `async` before, which counts")
    ]


def test_rows_that_say_nothing(read: Read) -> None:
    """Each is told with its line and counted, and the rest is read."""
    found = read('from,to\n,b\na\na,A\n"a\nb",c\na,b\n')
    assert found.waits == {"a": ["b"]}
    assert [(place, reason.partition(": ")[2]) for place, reason in found.skipped] == [
        ("calls.csv:2", "one of the two names is missing"),
        ("calls.csv:3", "the row has 1 column, and the name is in column 2"),
        ("calls.csv:4", "`a` depends on itself"),
        ("calls.csv:5", "a name goes over several lines: is a quote left open?"),
    ]
    assert found.estate.notes == ("calls.csv: 1 dependency from 1 row", "4 rows not used")


def test_a_table_without_a_header_says_so(read: Read) -> None:
    """Who meant the first row as a header sees that it was read."""
    note = read("System A,System B\ncart,stock\n").estate.notes[0]
    assert note == (
        "calls.csv: 2 dependencies from 2 rows, which has no header: the first column waits on the second"
    )


def test_a_service_that_the_model_has(read: Read) -> None:
    """It is found by its id in any case or by its name, and gains dependencies alone."""
    root = make_root("Cart", stock="The Stock")
    found = read("cart,the stock\nCART,redis\n", root=root)
    assert found.waits == {"Cart": ["stock", "redis"]}
    assert set(found.services["Cart"]) == {"depends_on"}
    assert not found.services["stock"]


def test_names_that_make_one_id(read: Read) -> None:
    """They stay two services."""
    found = read("a b,x\na-b,x\n")
    assert found.waits == {"a-b": ["x"], "a-b-2": ["x"]}
    assert [found.services[id]["name"] for id in ("a-b", "a-b-2")] == ["a b", "a-b"]


def test_more_than_anybody_has(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the table is an error with its place, not minutes of work."""
    monkeypatch.setattr(wiring, "MOST_DEPENDENCIES", 2)
    found = read("a,b\na,c\na,d\na,e\n")
    assert found.waits == {"a": ["b", "c"]}
    assert found.findings == [("SYN001", "error", "calls.csv:3")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# nothing\n"])
def test_an_empty_table(read: Read, content: bytes) -> None:
    """It is a table without dependencies."""
    found = read(content)
    assert (found.services, found.findings) == ({}, [])
    assert found.estate.notes == ("calls.csv: no dependency is in it",)


def test_a_table_in_another_encoding(read: Read) -> None:
    """The error names the byte and its line."""
    assert read("a,b\nbüro,c\n".encode("latin-1")).findings == [("SYN009", "error", "calls.csv:2")]


def test_a_cell_without_end(read: Read) -> None:
    """A row that the csv module refuses is an error; a file of one huge quote does not hang."""
    found = read('a,b\n"' + "x" * 200_000 + "\n")
    assert found.findings == [("SYN001", "error", "calls.csv:2")]
    assert found.waits == {"a": ["b"]}


def test_which_row_is_a_header() -> None:
    """A row that names only one of the two columns is data."""
    assert find_layout(["source", "cart"], Columns()).has_header is False
    assert find_layout(["Target", "Source"], Columns()).source == 1


_CELLS = st.sampled_from(
    ["a", "b", "A", " c ", "", '"', '"x', "from", "to", "via", "http", "#", "\x85", "\0", "ä"]
)
_TEXTS = st.one_of(
    st.lists(
        st.lists(_CELLS, max_size=4).flatmap(
            lambda row: st.sampled_from(",;\t").map(lambda each: each.join(row))
        ),
        max_size=8,
    ).map("\n".join),
    st.text(max_size=60),
)


@given(_TEXTS)
def test_any_table(text: str) -> None:
    """It is read without an exception; what comes out fits the model, and every place is one of the file."""
    with tempfile.TemporaryDirectory() as folder:
        read_text(Path(folder), text.encode("utf-8", "surrogatepass"), Columns(), make_root("a")).check_fits()
