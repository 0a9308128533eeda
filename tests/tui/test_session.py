"""What is tried, without any screen."""

import sys
from datetime import date
from subprocess import run

import pytest
from rich.style import Style

from topo.analysis.flow.intervals import Intervals
from topo.change.history import History, Step
from topo.change.moves.change_type import ChangeType
from topo.change.moves.move_people import MovePeople
from topo.change.moves.move_service import MoveService
from topo.change.moves.set_interaction import SetInteraction
from topo.change.refusal import MoveRefused
from topo.change.script import Phase, Script
from topo.change.trial import lay_over
from topo.errors import UsageError
from topo.model.organisation import Organisation
from topo.tui.cards import NOBODY, deal_cards
from topo.tui.carrying import Carried, find_carriable, preview_drop
from topo.tui.fork import Fork
from topo.tui.forms import build_move, find_fields
from topo.tui.guessing import reveal
from topo.tui.inspecting_finding import inspect_finding
from topo.tui.lenses.compare import view_comparison
from topo.tui.lenses.findings import list_findings
from topo.tui.lenses.flow import view_flow
from topo.tui.lenses.neighbourhood import (
    Neighbour,
    Neighbourhood,
    draw_neighbourhood,
    find_neighbourhood,
)
from topo.tui.lenses.ownership import list_ownership
from topo.tui.lenses.talking import list_talking
from topo.tui.lenses.waiting import Waits, make_matrix
from topo.tui.minutes import write_minutes
from topo.tui.session import Session
from topo.tui.strip import make_strip


def give(service: str, team: str) -> MoveService:
    return MoveService.model_validate({"service": service, "to": team})


def test_the_session_imports_no_textual() -> None:
    """So that it is tested, and scripted, without a screen."""
    modules = ", ".join(
        f"topo.tui.{name}" for name in ("session", "carrying", "minutes", "journal", "lenses.flow")
    )
    check = f"import sys, {modules}; sys.exit(any(name.split('.')[0] == 'textual' for name in sys.modules))"
    assert run([sys.executable, "-c", check], check=False).returncode == 0


def test_a_move_changes_what_is_shown_and_undo_takes_it_back(session: Session) -> None:
    """Today stays what it is."""
    before = session.compared.after.ownership.find("service", "cart-api")
    session.do(give("cart-api", "payments"))
    after = session.compared
    assert after.after.ownership.find("service", "cart-api").owner == "payments"  # type: ignore[union-attr]
    assert after.before.ownership.find("service", "cart-api") == before
    session.undo()
    assert session.organisation == session.start
    session.redo()
    assert session.organisation.services["cart-api"].owner == "payments"


def test_a_correction_changes_today(session: Session) -> None:
    """And not the proposal alone: before and after are alike."""
    session.do(give("cart-api", "payments"), is_correction=True)
    compared = session.compared
    assert compared.before.organisation.services["cart-api"].owner == "payments"
    assert not any(shift.is_change for shift in make_strip(session).shifts)
    session.toggle_correction(0)
    assert session.compared.before.organisation.services["cart-api"].owner == "checkout"


def test_what_does_not_fit_is_refused_and_nothing_changes(session: Session) -> None:
    """With everything that does not fit."""
    version = session.version
    with pytest.raises(MoveRefused, match="chekout"):
        session.do(give("cart-api", "chekout"))
    assert session.version == version
    assert session.history.steps == ()


def test_a_read_only_session_refuses_moves(session: Session) -> None:
    """It shows."""
    session.is_readonly = True
    with pytest.raises(UsageError, match="--readonly"):
        session.do(give("cart-api", "payments"))


def test_forks_go_their_own_ways(session: Session) -> None:
    """A fork begins with the moves so far; names are used once."""
    session.do(give("cart-api", "payments"))
    session.fork_as("other")
    session.do(give("stock-api", "payments"))
    assert len(session.history.steps) == 2
    session.select("draft")
    assert len(session.history.steps) == 1
    assert session.find_name_problem("other") == "there is a scenario `other` already"
    with pytest.raises(UsageError):
        session.fork_as("no id!")


def test_switching_reordering_noting_and_removing(session: Session) -> None:
    """Steps keep what was said of them."""
    session.do(give("cart-api", "payments"))
    session.do(give("stock-api", "payments"))
    session.note(1, "said by ana")
    session.reorder(1, to=0)
    assert session.history.steps[0].note == "said by ana"
    session.switch(0)
    assert session.organisation.services["stock-api"].owner == "checkout"
    session.remove(0)
    assert [step.move for step in session.history.steps] == [give("cart-api", "payments")]
    assert session.is_dirty


def test_a_reweighed_entry_changes_loads_and_can_be_taken_back(session: Session) -> None:
    """Unknown entries and weights below zero are refused."""
    load = session.compared.after.waiting.find("checkout").outgoing.amount
    session.reweigh("dependencies.sync", 1.0)
    assert session.compared.after.waiting.find("checkout").outgoing.amount == 3.0
    session.reweigh("dependencies.sync", None)
    assert session.compared.after.waiting.find("checkout").outgoing.amount == load
    for entry, value in (("dependencies.nope", 1.0), ("dependencies.sync", -1.0)):
        with pytest.raises(UsageError):
            session.reweigh(entry, value)


def test_the_board_has_a_pool_of_what_nobody_owns(session: Session) -> None:
    """First, and then the teams by group."""
    rows = deal_cards(session.compared.after)
    assert rows[0].cards[0].id == NOBODY
    assert rows[0].cards[0].owns == ("orphan",)
    assert [(row.title, [card.id for card in row.cards]) for row in rows[1:]] == [
        ("Commerce", ["checkout", "payments"]),
        ("", ["platform"]),
    ]
    [checkout] = [card for row in rows for card in row.cards if card.id == "checkout"]
    assert (checkout.points, checkout.waits) == (2.0, ("payments", "platform"))
    assert checkout.owns == ("cart", "stock", "cart-api", "stock-api")


def test_a_preview_says_what_a_drop_does(session: Session) -> None:
    """On the team that gets it and on the one that loses it; the drop then does exactly that."""
    carried = Carried("service", "cart-api", "checkout")
    preview = preview_drop(session, carried, "payments")
    points = preview.find("domain_points")
    assert points is not None
    assert (points.before, points.after) == (3.0, 4.0)
    lost = preview.find("domain_points", "checkout")
    assert lost is not None
    assert (lost.before, lost.after) == (2.0, 1.0)
    session.do(carried.to("payments"))
    assert session.compared.after.cognitive_load.teams["payments"].points.amount == points.after


def test_a_drop_where_it_came_from_is_no_move(session: Session) -> None:
    """And says so."""
    assert (
        preview_drop(session, Carried("service", "cart-api", "checkout"), "checkout").refused == "here it is"
    )


def test_what_can_be_carried(session: Session) -> None:
    """Domains, services, and people in the form in which the team counts them."""
    found = [(each.kind, each.id) for each in find_carriable(session, "payments")]
    assert found == [("domain", "pay"), ("service", "gateway"), ("people", "1 engineer")]
    assert [each.id for each in find_carriable(session, None)] == ["orphan"]
    person = find_carriable(session, "payments")[-1].to("checkout")
    assert person == MovePeople.model_validate(
        {"from": "payments", "to": "checkout", "roles": {"engineer": 1}}
    )


def test_every_lens_shows_something(session: Session) -> None:
    """And marks what a move changed."""
    session.do(give("orphan", "platform"))
    ownership = list_ownership(session)
    [orphan] = [row for row in ownership.rows if row.key == "services.orphan"]
    assert "nobody → platform" in [cell.text for cell in orphan.cells]
    assert list_talking(session).rows[0].cells[1].text == "undeclared"
    assert ("checkout", "payments") in make_matrix(session).cells
    assert session.changes.findings.gone
    assert any(row.cells[0].text == "− gone" for row in list_findings(session).rows)
    flow = view_flow(session, 0.0)
    assert flow.pools.rows[0].cells[0].text == "payments engineer"
    assert "payments engineer" in flow.sentence
    assert "Coding +40 %" in view_flow(session, 0.4).sentence


def test_a_form_makes_the_move_or_says_why_not(session: Session) -> None:
    """Its texts are those of a scenario file."""
    fields = find_fields("move-service", session.organisation)
    assert [(field.name, field.is_needed) for field in fields] == [("service", True), ("to", True)]
    assert "cart-api" in fields[0].choices
    texts = {"service": "cart-api", "to": "payments"}
    assert build_move("move-service", texts, session.organisation) == give("cart-api", "payments")
    said = build_move("move-service", {"service": "cart-apj", "to": "payments"}, session.organisation)
    assert isinstance(said, str)
    assert "cart-api" in said
    assert isinstance(
        build_move(
            "move-people",
            {"from": "payments", "to": "checkout", "roles": "{engineer: [}"},
            session.organisation,
        ),
        str,
    )


def test_guesses_stand_beside_what_is_measured(session: Session) -> None:
    """Votes by team, the most first."""
    revealed = reveal(session, "domain_points", ("checkout", "payments", "checkout"))
    assert revealed.votes == (("checkout", 2), ("payments", 1))
    assert revealed.leading == ("payments",)
    assert "measured: payments (3)" in revealed.say()


def test_minutes_tell_a_stranger(session: Session) -> None:
    """The moves in words, who changes what, what it did, and what the room doubted."""
    session.do(give("cart-api", "payments"), is_correction=True)
    session.do(MovePeople.model_validate({"from": "payments", "to": "checkout", "roles": {"engineer": 1}}))
    session.note(1, "from February on")
    session.mute("congruence")
    session.reweigh("dependencies.sync", 0.5)
    session.remember_guess(reveal(session, "domain_points", ("payments", "payments")))
    text = write_minutes(session, title="Acme")
    for said in (
        "# Acme: draft",
        "Give service `cart-api` to `payments`",
        "note: from February on",
        "people who change team: 1 × engineer: payments → checkout",
        "| \\~ramp-up in person-months | 1.5 |",
        "muted, so that it counts neither way: congruence",
        "Which team carries most? Guessed: payments (2).",
        "weight of dependencies.sync: 0.5 instead of 0.3",
    ):
        assert said in text


def test_a_model_that_moved_on_names_what_no_longer_fits(session: Session) -> None:
    """The rest stays done."""
    session.do(give("cart-api", "payments"))
    session.do(give("stock-api", "payments"))
    services = {id: each for id, each in session.start.services.items() if id != "cart-api"}
    changed = session.start.model_copy(update={"services": type(session.start.services)(services)})
    lost = session.rebase(changed, session.weights)
    assert len(lost) == 1
    assert "cart-api" in lost[0]
    assert session.organisation.services["stock-api"].owner == "payments"


def test_a_move_made_while_the_model_is_changed_is_kept(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread puts the scenario on the new model, and somebody goes on meanwhile."""
    session.do(give("cart-api", "payments"))
    rebase, times = History.rebase, []

    def rebase_slowly(history: History, start: Organisation) -> History:
        rebased = rebase(history, start)
        times.append(len(history.steps))
        if len(times) == 1:
            session.do(give("stock-api", "payments"))
        return rebased

    monkeypatch.setattr(History, "rebase", rebase_slowly)
    changed = session.start.model_copy()
    assert session.rebase(changed, session.weights) == ()
    assert times == [1, 2]
    assert session.history.start is changed
    assert session.organisation.services["stock-api"].owner == "payments"


def test_the_strip_judges_as_the_comparison_does(session: Session) -> None:
    """The largest change first; a muted measure is neither better nor worse."""
    session.do(give("orphan", "platform"))
    strip = make_strip(session)
    [owned] = [each for each in strip.shifts if each.title == "ownership coverage"]
    assert owned.says == "80 % → 100 % ▲ better"
    assert "1 move" in strip.head
    session.mute("ownership_coverage")
    [owned] = [each for each in make_strip(session).shifts if each.title == "ownership coverage"]
    assert owned.says == "80 % → 100 % ▲ muted"


def test_scenarios_stand_beside_each_other(session: Session) -> None:
    """What each changes, what rests on claims, what it costs, and which findings come and go."""
    session.do(give("orphan", "platform"))
    session.fork_as("people")
    session.do(MovePeople.model_validate({"from": "payments", "to": "checkout", "roles": {"engineer": 1}}))
    rows = {
        row.cells[0].text: [cell.text for cell in row.cells[1:]]
        for row in view_comparison(session).scenarios.rows
    }
    assert rows["moves"] == ["0", "1", "2"]
    assert rows["ownership coverage"] == ["80 %", "100 % (+20 pts) better", "100 % (+20 pts) better"]
    assert rows["people who change team"] == ["", "0", "1"]
    assert ["", "gone", "gone"] in [said for title, said in rows.items() if title.startswith("OWN001")]
    assert view_comparison(session).phases is None


def test_phases_are_shown_one_after_another(session: Session) -> None:
    """With the organisation in between, and until when each lasts."""
    phases = (
        Phase((Step(give("orphan", "platform")),), "first", date(2027, 3, 31)),
        Phase((Step(give("stock-api", "platform")),), "then"),
    )
    trial = lay_over(Script("steps", phases=phases), session.start)
    session.forks["steps"] = Fork("steps", trial.history, trial.script)
    session.select("steps")
    shown = view_comparison(session).phases
    assert shown is not None
    assert [column.title for column in shown.columns[2:]] == ["first, by 2027-03-31", "then"]
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in shown.rows}
    assert rows["ownership coverage"] == ["80 %", "100 % better", "100 % better"]
    assert rows["cost: services that change owner"] == ["", "0", "1"]
    assert "### first, by 2027-03-31" in write_minutes(session, title="Acme")


def test_a_claim_is_told_from_structure(session: Session) -> None:
    """What is better by claims alone is marked, and no evidence for it is said to be missing."""
    session.do(ChangeType.model_validate({"team": "payments", "to": "platform"}))
    session.do(
        SetInteraction.model_validate(
            {"mode": "x-as-a-service", "provider": "payments", "consumers": ["checkout"]}
        )
    )
    [congruence] = [
        row for row in view_comparison(session).scenarios.rows if row.cells[0].text == "congruence"
    ]
    assert congruence.cells[2].text.endswith("better *")
    assert "no evidence is said for: " in write_minutes(session, title="Acme")


def test_a_finding_opens_up_to_why_it_matters(session: Session) -> None:
    """With the remedy, and the place where its thing stands."""
    [unowned] = [each for each in session.changes.after.findings if each.code == "OWN001"]
    text = inspect_finding(
        unowned, session.organisation, lambda address: "topo.yaml:20", lambda tone: Style()
    )
    assert text.plain.startswith("OWN001 (error)\nservice orphan has no owner\ntopo.yaml:20\n")
    assert "add owner:" in text.plain
    assert "What nobody owns, nobody patches" in text.plain


def test_the_neighbours_of_a_team(session: Session) -> None:
    """Who waits on it stands left, whom it waits on right; what is new or no more says so."""
    session.do(give("gateway", "platform"))
    matrix = make_matrix(session)
    hood = find_neighbourhood(matrix, "checkout")
    assert [each.team for each in hood.waited_on] == ["platform", "payments"]
    assert hood.waiting == ()
    lines = ["".join(said for said, _ in line) for line in draw_neighbourhood(hood, 80, 8)]
    assert "┃ checkout ┃" in lines[2]
    assert "platform (was 0.3)" in "".join(lines)
    assert "payments (no more)" in "".join(lines)


def test_more_neighbours_than_there_is_room_for(session: Session) -> None:
    """They are counted."""
    waits = Waits(1.0, 1.0, is_blocking=True)
    others = tuple(Neighbour(f"team-{number}", waits) for number in range(9))
    lines = list(draw_neighbourhood(Neighbourhood("a", others, ()), 60, 6))
    text = "\n".join("".join(said for said, _ in line) for line in lines)
    assert "and 5 more" in text
    assert "──1!" in text
    assert len(lines) == 6


def test_flow_says_how_sure_it_is(session: Session) -> None:
    """Both ends of each number, and which input alone makes other people the constraint."""
    flow = session.compared.after.flow
    view = view_flow(session, 0.0, Intervals(flow))
    assert [column.title for column in view.pools.columns][:4] == ["people", "busy", "", "between"]
    between = Intervals(flow).pools["payments engineer"]
    assert between.low is not None and between.high is not None
    assert view.pools.rows[0].cells[3].text == f"{between.low * 100:.0f}–{between.high * 100:.0f}"
    assert view.flips.startswith("How sure: ")
    assert len(view_flow(session, 0.0).pools.columns) == len(view.pools.columns) - 1
