"""How do tests of the terminal UI get a session and an application?"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from topo.source.loading import load_model
from topo.source.weighing import Weights
from topo.tui.app import TopoApp
from topo.tui.journal import Journal
from topo.tui.opening import open_model
from topo.tui.session import Session, open_session

DAY = date(2026, 12, 1)
MODEL = """
topo: 1
organization: {name: Acme}
groups: {commerce: {name: Commerce}}
domains:
  cart: {complexity: simple}
  pay: {complexity: complex}
  stock: {complexity: simple}
teams:
  checkout: {type: stream-aligned, group: commerce, size: 6}
  payments: {type: stream-aligned, group: commerce, roles: {engineer: 5}}
  platform: {type: platform, size: 4}
services:
  cart-api: {domain: cart, owner: checkout, depends_on: [gateway, deploy]}
  stock-api: {domain: stock, owner: checkout, depends_on: [gateway]}
  gateway: {domain: pay, owner: payments, depends_on: [deploy]}
  deploy: {owner: platform}
  orphan: {}
interactions:
  - {mode: x-as-a-service, provider: platform, consumers: [checkout, payments]}
streams:
  order:
    demand: 2/week
    stages:
      build: {phase: create, team: payments, role: engineer, touch: 3d}
      release: {phase: release, team: platform, touch: 1d}
check: {extends: [team-topologies]}
"""

Write = Callable[[], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small model."""
    path = tmp_path / "acme"
    path.mkdir()
    (path / "topo.yaml").write_text(dedent(MODEL), encoding="utf-8")
    return path


@pytest.fixture
def session(folder: Path) -> Session:
    """A session over the small model."""
    model = load_model(folder)
    weights = Weights(model.organisation, model.folder)
    return open_session(model.organisation, as_of=DAY, weights=weights)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal of its own."""
    return Journal(tmp_path / "state" / "journal.jsonl")


@pytest.fixture
def app(folder: Path, journal: Journal) -> TopoApp:
    """The application over the small model."""
    return TopoApp(partial(open_model, as_of=DAY, journal=journal), folder)
