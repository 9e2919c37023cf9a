"""One paper may arrive many times: a copy, a second scan, a corrected version. One of them counts.

Papers of one kind, number and seller are versions of one paper. Those that agree are copies, and the best read one counts;
of those that do not, the last one does (by its mark of revision, then its date) and says what it replaces. Where nothing
but a bare `-R2` says that it is a revision, both count and a person is asked. Two packing lists of one invoice that
together make up what was invoiced are no versions but parts, and both count. What arrived when decides nothing: the same
papers give the same answer in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extractor.register.indicators.companies import same
from extractor.register.linking import CLIENTS, agreement, alike, base_number, folded, is_revised, revision
from extractor.register.paper import Paper
from extractor.register.shipment import Link

COPY = 0.80
"""Share of values that agree from which two papers are copies of one: a second scan reads some digit otherwise."""
LEAST_COMPARED = 3
"""Values that must be there, and all agree, where no number says that two papers are copies."""
REUSED_DAYS = 180
"""Two papers further apart that agree in little are two papers: sellers begin to count anew each year."""
REUSED_LIKENESS = 0.5
BARE_MARK = "the numbers differ in a mark that may be of a revision; until somebody says so, both count"
PART_TOLERANCE = Decimal("1.005")
DECISIVE = ("total_amount", "total_net_weight_kg", "total_quantity")
"""Values that make a person look where two copies differ in them."""
Decided = Mapping[frozenset[int], bool]
"""What people said of two documents: that they belong together, or do not."""
Whole = Callable[[Paper], tuple[Decimal | None, Decimal | None]]
"""Pieces and kilograms of the invoice that a packing list names."""


@dataclass(frozen=True)
class Versions:
    """The version that counts, those that do not, and why."""

    counts: Paper
    others: tuple[Paper, ...]
    links: tuple[Link, ...]


def unknown_whole(paper: Paper) -> tuple[Decimal | None, Decimal | None]:
    """Say that nothing is known of the invoice."""
    return None, None


def distinct(papers: Iterable[Paper], whole: Whole = unknown_whole, decided: Decided | None = None) -> list[Versions]:
    """Group papers of one kind into versions. The order given does not matter."""
    said = decided or {}
    by_number: dict[str, list[Paper]] = defaultdict(list)
    alone: list[Paper] = []
    for paper in papers:
        number = _number(paper)
        (by_number[number] if number else alone).append(paper)
    groups = [*by_number.values(), *_by_parties(alone)]
    return [
        one for group in groups for one in _asked([_settled(part, said) for part in _strands(group, whole, said)], said)
    ]


def _by_parties(papers: Sequence[Paper]) -> list[list[Paper]]:
    """Put papers without a number together by seller and weight: only these can be copies of one another."""
    found: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in papers:
        seller = paper.company("seller", "exporter")
        found[seller.key if seller is not None else "", str(paper.net_kg)].append(paper)
    return list(found.values())


def _number(paper: Paper) -> str:
    """Return the number that versions have in common: a packing list goes by the invoice that it is for."""
    named = paper.value("invoice_number") if paper.doc_type == "packing_list" else None
    return alike(named or paper.value("document_number") or "")


def _strands(group: Sequence[Paper], whole: Whole, decided: Decided) -> list[list[list[Paper]]]:
    """Part a group into papers, each a list of editions, each of these a list of copies."""
    editions: list[list[Paper]] = []
    for paper in sorted(group, key=steady):
        home = next((one for one in editions if all(_is_copy(paper, other, decided) for other in one)), None)
        if home is None:
            editions.append([paper])
        else:
            home.append(paper)
    strands: list[list[list[Paper]]] = []
    for edition in editions:
        strand = next((one for one in strands if not any(_apart(edition[0], e[0], whole, decided) for e in one)), None)
        if strand is None:
            strands.append([edition])
        else:
            strand.append(edition)
    return strands


def _is_copy(paper: Paper, other: Paper, decided: Decided) -> bool:
    """Say whether two papers are one in two pictures: nothing decisive speaks against it, and most values agree."""
    if decided.get(frozenset((paper.document_id, other.document_id))) is False:
        return False
    if revision(paper) != revision(other) or _strangers(paper, other):
        return False
    dates = paper.value("issue_date"), other.value("issue_date")
    if all(dates) and dates[0] != dates[1]:
        return False
    agreeing, compared = agreement(paper, other)
    if not _number(paper) or _misread(paper, other):
        return compared >= LEAST_COMPARED and agreeing == compared
    return agreeing >= COPY * compared


def _misread(paper: Paper, other: Paper) -> bool:
    """Say whether two numbers differ only in what is read for one another: one of them may be a misread other."""
    names = ("document_number", "invoice_number") if paper.doc_type == "packing_list" else ("document_number",)
    return any(
        bool(a) and bool(b) and base_number(a) != base_number(b)
        for a, b in ((paper.value(name) or "", other.value(name) or "") for name in names)
    )


def _strangers(paper: Paper, other: Paper) -> bool:
    """Say whether two papers of one number are of two sellers, for two clients, or have other numbers of their own."""
    ours, theirs = (alike(one.value("document_number") or "") for one in (paper, other))
    if ours and theirs and ours != theirs:
        return True
    for roles in (("seller", "exporter"), CLIENTS):
        a, b = paper.company(*roles), other.company(*roles)
        if a is not None and b is not None and a.role == b.role and same(a, b) is False:
            return True
    return False


def _apart(paper: Paper, other: Paper, whole: Whole, decided: Decided) -> bool:
    """Say whether two papers with other values are two papers, and not two editions of one."""
    said = decided.get(frozenset((paper.document_id, other.document_id)))
    if said is not None:
        return not said
    if not _number(paper) or _strangers(paper, other) or _misread(paper, other):
        return True
    if revision(paper) != revision(other):
        return not _is_edition(paper, other)
    return _is_reused(paper, other) or (paper.doc_type == "packing_list" and _are_parts(paper, other, whole))


def _is_edition(paper: Paper, other: Paper) -> bool:
    """Say whether another mark of revision makes two papers editions of one: some sellers count their papers -R1, -R2."""
    if is_revised(paper) or is_revised(other):
        return True
    if _is_reused(paper, other):
        return False
    agreeing, compared = agreement(paper, other)
    orders = ("contract_number", "purchase_order_number")
    one_order = any(folded(paper.value(n)) and folded(paper.value(n)) == folded(other.value(n)) for n in orders)
    return one_order or 0 in (revision(paper), revision(other)) or agreeing > REUSED_LIKENESS * compared


def _is_reused(paper: Paper, other: Paper) -> bool:
    """Say whether a number was given again, to a paper long after that agrees in little."""
    agreeing, compared = agreement(paper, other)
    first, second = paper.day("issue_date"), other.day("issue_date")
    return bool(
        first and second and abs((first - second).days) > REUSED_DAYS and agreeing <= REUSED_LIKENESS * compared
    )


def _are_parts(paper: Paper, other: Paper, whole: Whole) -> bool:
    """Say whether two packing lists of one invoice are of two parts of the goods."""
    for of, invoiced in zip((pieces, _kg), whole(paper), strict=True):
        a, b = of(paper), of(other)
        if a and b and invoiced:
            return a + b <= invoiced * PART_TOLERANCE
    bills = folded(paper.value("bl_number")), folded(other.value("bl_number"))
    return all(bills) and bills[0] != bills[1]


def pieces(paper: Paper) -> Decimal | None:
    """Return the pieces of a paper: of all lines where each has some in one unit, else the printed total."""
    counts = [goods.quantity for goods in paper.goods]
    if counts and None not in counts and len({goods.unit for goods in paper.goods}) == 1:
        return sum((count for count in counts if count is not None), Decimal())
    return paper.number("total_quantity")


def _kg(paper: Paper) -> Decimal | None:
    return paper.net_kg


def _settled(strand: Sequence[Sequence[Paper]], decided: Decided) -> Versions:
    """Choose the version that counts, and say what it is a copy of and what it replaces."""
    bests = [max(edition, key=_quality) for edition in strand]
    counts = max(bests, key=lambda one: (*lateness(one), _quality(one)))
    links = [_copy_link(best, other, decided) for best, edition in zip(bests, strand, strict=True)
             for other in edition if other is not best]  # fmt: skip
    links += [_replacing(counts, best, decided) for best in bests if best is not counts]
    others = sorted((paper for edition in strand for paper in edition if paper is not counts), key=steady)
    return Versions(counts, tuple(others), tuple(links))


def _asked(found: list[Versions], decided: Decided) -> list[Versions]:
    """Ask where only a bare mark of revision would make one paper of two; until a person says so, both count."""
    ordered = sorted(found, key=lambda one: (*lateness(one.counts), steady(one.counts)))
    out = ordered[:1]
    for before, after in pairwise(ordered):
        ask = _perhaps_edition(after.counts, before.counts, decided)
        link = Link(after.counts.document_id, before.counts.document_id, "replaces", 0.5, (BARE_MARK,), doubtful=True)
        out.append(replace(after, links=(*after.links, link)) if ask else after)
    return out


def _perhaps_edition(paper: Paper, other: Paper, decided: Decided) -> bool:
    if frozenset((paper.document_id, other.document_id)) in decided or not _number(paper):
        return False
    if revision(paper) == revision(other) or _strangers(paper, other) or _misread(paper, other):
        return False
    agreeing, compared = agreement(paper, other)
    return not _is_reused(paper, other) and (agreeing > 0 or compared < LEAST_COMPARED)


def _copy_link(best: Paper, other: Paper, decided: Decided) -> Link:
    agreeing, compared = agreement(best, other)
    score = agreeing / compared if compared else 1.0
    differing = [
        name for name in DECISIVE if best.value(name) and other.value(name) and best.value(name) != other.value(name)
    ]
    reasons = (
        "same number, seller and date",
        f"{agreeing} of {compared} values agree",
        *(f"another {n}" for n in differing),
    )
    doubtful = bool(differing) and frozenset((best.document_id, other.document_id)) not in decided
    return Link(best.document_id, other.document_id, "same_paper", round(score, 3), reasons, doubtful)


def _replacing(counts: Paper, other: Paper, decided: Decided) -> Link:
    pair = (counts.document_id, other.document_id)
    if lateness(counts) == lateness(other) and frozenset(pair) not in decided:
        why = ("same number and date, other values: a person should choose",)
        return Link(*pair, "replaces", 0.5, why, doubtful=True)
    if revision(counts) != revision(other):
        return Link(*pair, "replaces", 0.95, ("same number, and it says that it is corrected",))
    return Link(*pair, "replaces", 0.9, (f"same number, of {counts.value('issue_date')}, later",))


def steady(paper: Paper) -> tuple[str, str, str]:
    """Return an order that depends on content alone, not on arrival."""
    return paper.value("document_number") or "", paper.sha256, str(sorted(paper.values.items()))


def lateness(paper: Paper) -> tuple[int, str]:
    """Return the order of editions: by the mark of revision, then by date."""
    return revision(paper), paper.value("issue_date") or ""


def _quality(paper: Paper) -> tuple[bool, float, tuple[str, str, str]]:
    sure = [cite.confidence for cite in paper.cites.values()]
    return paper.confirmed, sum(sure) / len(sure) if sure else 0.0, steady(paper)
