"""What came in, went out and is still there."""

from __future__ import annotations

from decimal import Decimal

from extractor.register.balance import Flow, balance

TOLERANCE = Decimal("0.02")


def flow(month: str, side: str, kind: str, kg: str, spread: str = "0") -> Flow:
    likely, off = Decimal(kg), Decimal(spread)
    return Flow("p", "Party", month, "Nd", side, kind, likely - off, likely, likely + off)


def test_oxide_in_and_magnets_out_balance_by_the_element() -> None:
    months = balance(
        [flow("2025-01", "in", "oxide", "100"), flow("2025-02", "out", "magnet", "60", "5")], {}, TOLERANCE
    )
    assert [(one.month, one.held_low, one.held_likely, one.held_high) for one in months] == [
        ("2025-01", Decimal(100), Decimal(100), Decimal(100)), ("2025-02", Decimal(35), Decimal(40), Decimal(45))]  # fmt: skip
    assert months[0].came == {"oxide": 100} and months[1].went == {"magnet": 60}
    assert not any(one.question for one in months)


def test_a_question_is_asked_where_the_least_out_exceeds_the_most_in() -> None:
    come = [flow("2025-01", "in", "oxide", "100", "10")]
    assert not balance([*come, flow("2025-02", "out", "magnet", "120", "10")], {}, TOLERANCE)[-1].question
    asked = balance([*come, flow("2025-02", "out", "magnet", "130", "10")], {}, TOLERANCE)[-1].question
    assert "10.000 kg more went out" in asked


def test_a_maker_that_only_sells_is_not_asked() -> None:
    assert not balance([flow("2025-02", "out", "magnet", "130")], {}, TOLERANCE)[-1].question


def test_a_stock_replaces_what_was_before_it() -> None:
    flows = [flow("2025-01", "in", "oxide", "100"), flow("2025-03", "out", "magnet", "30")]
    [month] = balance(flows, {("p", "Nd"): ("2025-02", Decimal(25))}, TOLERANCE)
    assert (month.month, month.held_likely) == ("2025-03", Decimal(-5))
    assert month.question
