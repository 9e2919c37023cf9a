"""Pairs of names of real companies, measured and never kept: how well the grade of a pair tells same from different.

The folder holds `os_name_bench_org.csv` and `zh_company_pairs.csv` (name1, name2, is_match), `ofac_entity_aliases.csv` and
`ror_company_names.csv` (names by company), and `cn_listed_zh_en.csv` (Chinese and English names of one company).
Where names come by company, each alias in the script of the first name, no acronym, is paired with that name and with the
name of another company by chance.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from extractor.resolution import acceptance
from extractor.resolution.building import build
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.evidence import evidence
from extractor.resolution.finding import Words
from extractor.resolution.gathering import asked, standing
from extractor.resolution.index import CompanyIndex
from extractor.values.names import take_apart
from extractor.values.textual import has_han

Pairs = list[tuple[str, str, bool]]


def measure(folder: Path) -> None:
    """Print the area under the curve for each file beside RapidFuzz, and recall across scripts."""
    print("pairs of real names, area under the curve: extractor / WRatio / token_set_ratio")
    for name, pairs in (
        ("os", labelled(folder / "os_name_bench_org.csv")),
        ("ofac", by_company(folder / "ofac_entity_aliases.csv", "entity_id", ("primary_name", "alias"))),
        ("ror", by_company(folder / "ror_company_names.csv", "ror_id", ("name",))),
        ("zh", labelled(folder / "zh_company_pairs.csv")),
    ):
        truth = [same for _, _, same in pairs]
        plain = [(default_process(a), default_process(b)) for a, b, _ in pairs]
        scored: list[Sequence[float]] = [grades(pairs)]
        scored += [[scorer(a, b) for a, b in plain] for scorer in (fuzz.WRatio, fuzz.token_set_ratio)]
        print(f"  {name:5} {len(pairs):6} pairs: " + " / ".join(f"{area(score, truth):.3f}" for score in scored))
    across(folder / "cn_listed_zh_en.csv")


def table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def labelled(path: Path) -> Pairs:
    """Return pairs that people labelled."""
    return [(row["name1"], row["name2"], row["is_match"] == "1") for row in table(path)]


def by_company(path: Path, key: str, columns: tuple[str, ...]) -> Pairs:
    """Pair each further name of a company with its first name, and with the first name of another company."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in table(path):
        if "acronym" in row.get("name_types", ""):
            continue
        names[row[key]] += [row[column] for column in columns if row[column] not in names[row[key]]]
    rng, ids = Random(1), sorted(names)
    pairs = []
    for one, (first, *others) in sorted(names.items()):
        for name in others:
            if script(name) == script(first):
                stranger = names[rng.choice([other for other in rng.sample(ids, 2) if other != one])][0]
                pairs += [(name, first, True), (name, stranger, False)]
    return pairs


def script(name: str) -> tuple[bool, bool]:
    """Say whether a name has Chinese characters, and whether it has Latin letters."""
    return has_han(name), any(letter.isascii() and letter.isalpha() for letter in name)


def grades(pairs: Pairs) -> list[float]:
    """Return how each pair stands; all names of the file count as the register that says how rare a word is."""
    everyone = sorted({name for a, b, _ in pairs for name in (a, b)})
    words = Words([build(CompanyEntity(str(number), name) for number, name in enumerate(everyone))])
    rows = [evidence(asked(a), take_apart(b), words) for a, b, _ in pairs]
    return [standing(grade, row) for grade, row in zip(acceptance.load().grades(rows), rows, strict=True)]


def area(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the chance that a true pair scores above a false one; equal scores count half."""
    values, right = np.array(scores), np.array(truth)
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positive, negative = int(right.sum()), int((~right).sum())
    return float((ranks[right].sum() - positive * (positive + 1) / 2) / (positive * negative))


def across(path: Path) -> None:
    """Print how often the English name of a listed company leads to its Chinese one, by sound and dictionary alone."""
    listed = [row for row in table(path) if row["en"] and (row["zh_full"] or row["zh_short"])]
    index = CompanyIndex(
        CompanyEntity(row["ts_code"], row["zh_full"] or row["zh_short"], (row["zh_short"],)) for row in listed
    )
    ranks = []
    for row in listed:
        ids = [match.entity.id for match in index.suggest(asked(row["en"]), 10)]
        ranks.append(ids.index(row["ts_code"]) if row["ts_code"] in ids else 10)
    first, ten = np.mean(np.array(ranks) == 0), np.mean(np.array(ranks) < 10)
    print(f"English to Chinese among {len(listed)} listed companies: recall@1 {first:.3f}, recall@10 {ten:.3f}")
