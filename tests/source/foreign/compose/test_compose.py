"""Which services does a Compose project run, and which of them wait on which?"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.source.foreign.conftest import Found, Read, make_root
from topo.source.foreign.compose import find_compose_files, read_compose
from topo.source.positions import Documents


@pytest.mark.parametrize(
    "said",
    [
        "depends_on: [stock]",
        "depends_on: {stock: {condition: service_healthy, required: false}}",
        "links: [stock]",
        "links: ['stock:warehouse']",
        "volumes_from: ['stock:ro', 'container:other']",
        "network_mode: service:stock",
        "environment: {STOCK_URL: 'http://stock/api'}",
        "environment: [STOCK_URL=http://stock/api]",
        "environment: {STOCK_HOST: stock}",
        "environment: [STOCK_HOST]",
        "environment: {STOCK_HOST: }",
        "environment: {URL: '${STOCK_URL}'}",
        "environment: {URL: 'http://${STOCK_HOST}:${STOCK_PORT}'}",
        "environment: {A: '${NOT_SET:-stock:8080}'}",
        "environment: {A: 'web:80,stock:80'}",
        "{links: ['stock:warehouse'], environment: {A: 'warehouse:80'}}",
    ],
)
def test_one_service_that_waits_on_another(read: Read, said: str) -> None:
    """Stated, joined, or told by an address; a service does not wait on itself."""
    found = read(f"web: {said if said.startswith('{') else '{' + said + '}'}\nstock: {{image: acme/stock}}\n")
    assert found.waits == {"web": ["stock"]}
    assert found.findings == []


@pytest.mark.parametrize(
    "said",
    [
        "OTEL_SERVICE_NAME: stock",
        "MODE: stock",
        "STOCK_IMAGE: 'stock:11'",
        "NO_PROXY: 'stock,web'",
        "CORS_ORIGINS: 'http://stock:80'",
        "KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://stock:80'",
        "URL: 'postgres://stock:123456@elsewhere:80/x'",
        "URL: 'http://stock.example.com/'",
        "URL: 'http://elsewhere/stock:80'",
        "RATIO: 'stock:1'",
        "STOCK_URL: 'http://elsewhere'",
        "STOCK_PORT: ",
        "A: '$${STOCK_HOST}:80'",
    ],
)
def test_what_only_looks_like_an_address(read: Read, said: str) -> None:
    """A name, a password, another machine, a port: no dependency."""
    assert read(f"web: {{environment: {{{said}}}}}\nstock: {{}}\n").waits == {}


def test_the_places_of_a_project(read: Read) -> None:
    """A dependency stands where it is said first: stated before addressed, in an anchor where that is."""
    found = read("""\
        services:
          web:
            depends_on:
              - cart
              - stock
            environment: &env
              CART_ADDR: cart:80
              REDIS_URL: "redis://redis:6379"
          cart:
            depends_on:
              stock: {condition: service_started}
            environment:
              <<: *env
          stock: {environment: [MODE=x, "CART=cart:80"]}
          redis: {image: "redis:7"}
        """)
    assert found.places("web") == [
        "compose.yaml:4: cart",
        "compose.yaml:5: stock",
        'compose.yaml:8: "redis://redis:6379"',
    ]
    assert found.places("cart") == [
        "compose.yaml:11: stock: {condition: service_started}",
        'compose.yaml:8: "redis://redis:6379"',
    ]
    assert found.places("stock") == ['compose.yaml:14: "CART=cart:80"]}']
    assert found.services["redis"] == {"kind": "infrastructure"}
    assert found.estate.notes == ("compose.yaml: 4 services, 6 dependencies: 3 stated, 3 by addresses",)


def test_other_names_of_a_service(read: Read) -> None:
    """A host is a service, its container, its host name, an alias in a network; upper case is the same."""
    found = read("""\
        web: {environment: {A: 'c1:80', B: 'H2:80', C: 'n3:80'}}
        one: {container_name: c1}
        two: {hostname: '${HOST:-h2}'}
        three: {networks: {back: {aliases: [n3]}, front: }}
        """)
    assert found.waits == {"web": ["one", "two", "three"]}


def test_files_laid_over_one_another(read: Read) -> None:
    """Services and dependencies add up, of a variable the later value counts."""
    found = read(
        "web: {depends_on: [cart], environment: {A_URL: 'http://cart', B_URL: 'http://old'}}\n"
        "cart: {}\nold: {}\n",
        "services: {web: {depends_on: [new], environment: ['B_URL=http://new']}, new: {depends_on: [web]}}\n",
    )
    assert found.waits == {"web": ["cart", "new"], "new": ["web"]}
    assert found.places("new") == ["compose.1.yaml:1: web]}}"]


def test_variables_of_an_env_file(read: Read, tmp_path: Path) -> None:
    """`.env` fills in; an env file sets and is never shown: what it tells stands where it is named."""
    (tmp_path / ".env").write_text("CART_ADDR=shop:80\nNAME=stock\nHOST_OF_ALL=db\n")
    (tmp_path / "web.env").write_text(
        "# of web\nexport DB_URL=postgres://me:secret@${NAME}:5432/x\nB_URL=http://b\n"
    )
    found = read("""\
        web:
          env_file: [web.env, {path: missing.env, required: false}, ../out.env]
          environment: [CART_ADDR, B_URL=none, "X_HOST=$HOST_OF_ALL"]
        cart: {}
        shop: {}
        stock: {}
        b: {}
        db: {image: postgres}
        """)
    assert found.waits == {"web": ["stock", "shop", "db"]}
    assert (
        found.places("web")[0] == "compose.yaml:3: web.env, {path: missing.env, required: false}, ../out.env]"
    )
    assert [reason for _, reason in found.skipped] == [
        "the env file `missing.env` is not read: there is no such file",
        "the env file `../out.env` is not read: it lies outside of the project's folder",
    ]
    assert [document.shown for document in found.documents] == ["compose.yaml"]


def test_variables_of_the_process(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are left alone: the same files give the same model everywhere."""
    monkeypatch.setenv("STOCK_HOST", "cart")
    assert read("web: {environment: [STOCK_HOST]}\nstock: {}\ncart: {}\n").waits == {"web": ["stock"]}


def test_what_a_variable_is_called(read: Read) -> None:
    """Without a value the name tells; it is said which ones told."""
    found = read("""\
        web: {environment: [PRODUCT_CATALOG_ADDR, cartServiceHost, LEDGER_SERVICE_URL, UNHEARD_OF_HOST]}
        product-catalog: {}
        cart_service: {}
        ledger: {}
        """)
    assert found.waits == {"web": ["product-catalog", "cart_service", "ledger"]}
    assert found.estate.notes[1:] == (
        "3 variables have no value here, and tell by name whose address it holds: "
        "LEDGER_SERVICE_URL, PRODUCT_CATALOG_ADDR, cartServiceHost",
    )


def test_what_is_not_followed(read: Read) -> None:
    """`include`, `extends` and the tags that take away are told with their places; profiles are read."""
    found = read("""\
        # a project
        include: [other.yaml]
        services:
          web: {extends: {service: base}, depends_on: !reset [], environment: !override {A: 'cart:80'}}
          cart: {profiles: [debug]}
        """)
    assert found.waits == {"web": ["cart"]}
    assert [(place, reason.partition(" ")[0]) for place, reason in found.skipped] == [
        ("compose.yaml:2", "`include`"),
        ("compose.yaml:4", "`extends`"),
        ("compose.yaml:4", "`!reset`"),
        ("compose.yaml:4", "`!override`"),
    ]
    assert "1 service with profiles read like the others" in found.estate.notes
    assert found.findings == []


def test_a_service_that_nobody_runs(read: Read) -> None:
    """The dependency stays, so that the check says at its place that it names nothing."""
    found = read("web: {depends_on: [strok, web]}\nstock: {}\n")
    assert found.waits == {"web": ["strok"]}


def test_a_service_that_the_model_has(read: Read) -> None:
    """It is found in any case, and only gains dependencies: what it is, the model says."""
    found = read("redis: {image: redis, depends_on: [Stock]}\nStock: {}\n", root=make_root("Redis", "stock"))
    assert found.services == {"Redis": {"depends_on": ["stock"]}, "stock": {}}


def test_names_that_are_no_ids(read: Read) -> None:
    """Compose allows names that begin with `_`: they are read as the nearest id, and kept as the name."""
    found = read("_web: {depends_on: [a, A]}\na: {}\nA: {}\n")
    assert found.waits == {"web": ["a", "A-2"]}
    assert found.services["web"]["name"] == "_web"


def test_files_that_do_not_fit(read: Read) -> None:
    """Each misfit is a warning at its place, and the rest is read."""
    found = read("""\
        services:
          a: [x]
          b: {depends_on: c, links: [[x]], environment: 5}
          c:
        """)
    assert found.findings == [
        ("SYN004", "warning", "compose.yaml:2"),
        ("SYN004", "warning", "compose.yaml:3"),
        ("SYN004", "warning", "compose.yaml:3"),
        ("SYN004", "warning", "compose.yaml:3"),
    ]
    assert set(found.services) == {"a", "b", "c"}
    assert read("services: [a]\n").findings == [("SYN004", "warning", "compose.yaml:1")]
    assert read("# none\n- a\n").findings == [("SYN004", "warning", "compose.yaml:1")]
    assert read("# broken\nservices: {a: {depends_on: [b]}, b: {}}\nx: [\n").findings[0][:2] == (
        "SYN001",
        "error",
    )


def test_the_oldest_format(read: Read) -> None:
    """Before there were versions the services stood at the top."""
    assert read("# old\nweb: {image: x, links: [db]}\ndb: {image: mysql}\n").waits == {"web": ["db"]}


def test_which_files_a_folder_has(tmp_path: Path) -> None:
    """The ones that `docker compose` would read: the newest name, and its override."""
    assert find_compose_files(tmp_path) == []
    for name in ("docker-compose.yml", "docker-compose.override.yml"):
        (tmp_path / name).touch()
    assert [path.name for path in find_compose_files(tmp_path)] == [
        "docker-compose.yml",
        "docker-compose.override.yml",
    ]
    (tmp_path / "compose.yaml").touch()
    assert [path.name for path in find_compose_files(tmp_path)] == ["compose.yaml"]


_NAMES = st.sampled_from(["a", "b", "A", "_c", "é", "", "x y"])
_TEXTS = st.one_of(
    _NAMES,
    st.sampled_from(
        ["A_HOST=a", "B_URL=http://${A_HOST}:80", "X=${X:-${Y:-b:80}}", "${", "$$", "b:80,a:90", "service:b"]
    ),
    st.text(max_size=12),
)
_VALUES: Any = st.recursive(
    st.one_of(_TEXTS, st.none(), st.integers()),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(_TEXTS, inside, max_size=3)),
    max_leaves=5,
)
_KEYS = [
    *("depends_on", "links", "volumes_from", "network_mode", "environment", "env_file", "image", "build"),
    *("container_name", "hostname", "networks", "extends", "profiles"),
]
_SERVICES = st.fixed_dictionaries({}, optional=dict.fromkeys(_KEYS, _VALUES))
_PROJECTS = st.one_of(
    st.fixed_dictionaries(
        {"services": st.dictionaries(_NAMES, st.one_of(_SERVICES, _SERVICES, _VALUES), max_size=4)},
        optional={"include": _VALUES, "x-env": _VALUES},
    ),
    _VALUES,
)


@given(_PROJECTS, st.one_of(st.just(""), st.text(max_size=20)))
def test_any_project(project: Any, more: str) -> None:
    """It is read without an exception; what comes out fits the model, and every place is one of the file."""
    text = yaml.safe_dump(project, allow_unicode=True) + more.replace("\r", " ")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "compose.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        documents = Documents()
        Found(read_compose([path], documents, root=make_root("a")), documents).check_fits()
