"""Choose: of all companies the likeliest for each role, with what other mentions tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.datatypes.record import Party
from extractor.stages.extract.judge import Judge
from extractor.stages.extract.partycandidate import PartyCandidate
from extractor.values import companies, labels

PARTY_BAR = 0.5
LONGEST_BEGINNING = 40
NEAR, LEAST_LIKENESS = 1.5, 0.35
NAMED_SCORE = 0.75
"""What a strong label over a block with an address says of its first line at least, whatever form the company has."""
HOUSED = 0.02
"""What a mention with an address is worth beside one without: the letterhead tells more than the signature."""
SAME_AS_SCORE = 0.9
SHARED = 0.01
"""What a label that may mean several roles is worth less than one that means this role alone."""
_SAME_AS = re.compile(
    r"^[（(]?\s*(?:the )?same as (?:the )?(consignee|buyer|purchaser|above|importer|exporter)\b"
    r"|^[（(]?同(收货人|买方|进口商|出口商|上)[)）]?$|^(買主|荷受人|輸入者|輸出者|申請者)に同じ",
    re.IGNORECASE,
)
_BUYS, _RECEIVES, _SELLS = ("buyer", "importer"), ("consignee", "importer"), ("exporter", "seller")
_MEANT = {"consignee": _RECEIVES, "buyer": _BUYS, "purchaser": _BUYS, "importer": ("importer", "buyer"),
          "exporter": _SELLS, "above": ("consignee", "buyer", "importer"), "收货人": _RECEIVES, "买方": _BUYS,
          "进口商": _BUYS, "出口商": _SELLS, "上": ("consignee", "buyer", "importer"), "買主": _BUYS,
          "荷受人": _RECEIVES, "輸入者": _BUYS, "輸出者": _SELLS, "申請者": _SELLS}  # fmt: skip


def choose_parties(found: Sequence[PartyCandidate], judge: Judge) -> tuple[Party, ...]:
    """Return the likeliest company for each role; `same as consignee` is a copy of that company."""
    best: dict[str, tuple[float, PartyCandidate]] = {}
    scored: dict[str, float] = {}
    for score, candidate in _weighed(found, judge):
        evidence = candidate.parts["name"].evidence
        rank = score + HOUSED * ("address" in candidate.parts) - SHARED * (evidence.get("roles", 1.0) - 1)
        if score >= PARTY_BAR and (candidate.role not in best or rank > best[candidate.role][0]):
            best[candidate.role] = (rank, candidate)
            scored[candidate.role] = score
    whole = {role: (scored[role], _uncut(candidate, found)) for role, (_, candidate) in best.items()}
    parties = {role: _party(_completed(candidate, found), score) for role, (score, candidate) in whole.items()}
    for role, party in list(parties.items()):
        meant = _same_as(str(party.name.value))
        if meant:
            parties.pop(role)
            other = next((parties[one] for one in meant if one in parties), None)
            if other is not None:
                parties[role] = replace(other, role=role)
    return tuple(parties.values())


def _weighed(found: Sequence[PartyCandidate], judge: Judge) -> list[tuple[float, PartyCandidate]]:
    """Return every company with the probability that it has its role; who signs, or whom a sentence names, counts where
    nothing else gives the role.
    """
    names = [candidate.parts["name"] for candidate in found]
    scores = judge.probabilities("party", [c.name for c in names], [c.evidence for c in names])
    headed = any(s >= PARTY_BAR and "letterhead" in c.evidence for s, c in zip(scores, names, strict=True))
    out: list[tuple[float, PartyCandidate]] = []
    lesser: list[tuple[float, PartyCandidate]] = []
    for score, candidate in zip(scores, found, strict=True):
        evidence = candidate.parts["name"].evidence
        if headed and evidence.get("maker"):
            continue  # who made the goods is not who sells them under another letterhead
        meant = _same_as(str(candidate.parts["name"].value))
        if candidate.role in meant:
            continue
        last = bool(evidence.get("signature") or evidence.get("told"))
        named = last or _is_plainly_named(candidate) or _is_sender(candidate)
        score = max(score, NAMED_SCORE) if named else score
        score = max(score, SAME_AS_SCORE) if meant else score
        (lesser if last else out).append((score, candidate))
    given = {candidate.role for score, candidate in out if score >= PARTY_BAR}
    return out + [(score, candidate) for score, candidate in lesser if candidate.role not in given]


def _same_as(text: str) -> tuple[str, ...]:
    """Return the roles, likeliest first, one of which `same as consignee` means; none where the text is a name."""
    match = _SAME_AS.match(text)
    word = next((word for word in match.groups() if word), "").lower() if match is not None else ""
    return _MEANT.get(word, ())


def _is_sender(candidate: PartyCandidate) -> bool:
    """Say whether a company is the only other one at the head of a letter, with its form and address: who wrote it."""
    evidence = candidate.parts["name"].evidence
    alone = evidence.get("addressed") and evidence.get("only") and evidence.get("unnamed")
    return bool(alone and evidence.get("form") and evidence.get("has_address"))


def _is_plainly_named(candidate: PartyCandidate) -> bool:
    """Say whether a strong label stands right over or beside a name of several words with an address below it.

    Not every company prints a legal form, and the judge has seen few that do not.
    """
    name = candidate.parts["name"]
    evidence, text = name.evidence, str(name.value)
    near = evidence.get("distance", 99.0) <= NEAR and not evidence.get("weak") and evidence.get("label", 0.0) >= 0.95
    worded = len(text.split()) >= 2 and text[:1].isupper() and not any(c.isdigit() for c in text.split()[0])
    address = candidate.parts.get("address")
    housed = address is not None and companies.address_likeness(str(address.value)) >= 0.5
    likely = evidence.get("likeness", 0.0) >= LEAST_LIKENESS or housed or "country" in candidate.parts
    plain = labels.best(text) is None and likely and len(text) <= 60
    return bool(near and worded and plain and evidence.get("has_address") and not evidence.get("also_field"))


def _uncut(chosen: PartyCandidate, found: Sequence[PartyCandidate]) -> PartyCandidate:
    """Return the longer mention of a company whose chosen name is only the end of it, as in a letterhead of two lines."""
    name = _folded(chosen)
    longer = [other for other in found if other.role == chosen.role and _folded(other).endswith(name) and
              len(name) < len(_folded(other)) <= len(name) + LONGEST_BEGINNING]  # fmt: skip
    return min(longer, key=lambda other: len(_folded(other)), default=chosen)


def _completed(chosen: PartyCandidate, found: Sequence[PartyCandidate]) -> PartyCandidate:
    """Return a company with what other mentions of the same name in the same role tell of it besides."""
    name = _folded(chosen)
    parts = dict(chosen.parts)
    for other in found:
        if other.role == chosen.role and _folded(other) == name:
            parts = {**other.parts, **parts}
    return PartyCandidate(chosen.role, parts)


def _folded(company: PartyCandidate) -> str:
    return "".join(c for c in str(company.parts["name"].value).casefold() if c.isalnum())


def _party(candidate: PartyCandidate, score: float) -> Party:
    parts = {
        name: part.to_field(min(score, 0.5 + part.reading_confidence / 2)) for name, part in candidate.parts.items()
    }
    return Party(candidate.role, parts["name"], parts.get("address"), parts.get("country"), parts.get("tax_id"))
