"""`extractor evaluate`: score a folder of papers that have truth files beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.commands import common
from extractor.values.counted import counted

if TYPE_CHECKING:
    from extractor.learn.evaluate import Report


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--records", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Score these JSON lines.")
@click.option("--by", type=click.Choice(["quality", "layout"]), help="Also by quality or by layout.")
@click.option("--errors", type=click.IntRange(min=0), default=10, show_default=True, help="How many errors to list.")
@click.option("--html", type=click.Path(file_okay=False, path_type=Path), help="Write pages with wrong values boxed.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@common.reading_options
@click.pass_obj
def command(
    config: Path | None,
    /,
    folder: Path,
    records: Path | None,
    by: str | None,
    errors: int,
    html: Path | None,
    as_json: bool,
    **reading: Any,
) -> None:
    """Read the papers in FOLDER and score them against NAME.truth.json beside each.

    Shows precision, recall and F1 by field, how far confidence can be trusted, and which errors are the most frequent.
    """
    from extractor.errors import UsageError
    from extractor.learn import evaluate

    truths = evaluate.read_truths(folder)
    if not truths:
        raise UsageError(f"there is no *.truth.json under {folder}")
    if records is not None:
        data = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines() if line.strip()]
    else:
        papers = [path for path in sorted(folder.rglob("*")) if path.stem in truths and path.suffix != ".json"]
        settings = common.settings_with(config, reading)
        data = [r.to_json() for outcome in common.results(papers, settings) for r in outcome.all_records()]
    report = evaluate.measure(data, truths)
    if as_json:
        click.echo(json.dumps(figures(report), indent=1))
    else:
        show(report, by, errors)
    if html is not None:
        from extractor.learn import evaluate_html

        evaluate_html.write(report, folder, html)
        click.echo(f"pages with the wrong values boxed: {html / 'index.html'}", err=True)


def figures(report: Report) -> dict[str, Any]:
    """Return all figures of a report as plain data."""
    from extractor.learn import evaluate

    confidences = report.confidences()
    return {
        "documents": len(report.papers),
        "type_right": sum(paper.type_right for paper in report.papers),
        "flawless": sum(paper.flawless for paper in report.papers),
        "accepted": sum(paper.accepted for paper in report.papers),
        "accepted_flawless": sum(paper.accepted and paper.flawless for paper in report.papers),
        "spurious": report.spurious,
        "calibration_error": round(evaluate.calibration_error(confidences), 4),
        "coverage_at_0.995": round(evaluate.coverage(confidences), 4),
        "fields": {
            name: {
                "precision": round(t.precision, 4),
                "recall": round(t.recall, 4),
                "f1": round(t.f1, 4),
                "n": t.expected,
            }
            for name, t in report.tallies().items()
        },
    }


def show(report: Report, by: str | None, errors: int) -> None:
    """Print a report for a person."""
    from rich.console import Console
    from rich.table import Table

    from extractor.learn import evaluate

    console = Console()
    found = figures(report)
    console.print(
        f"{counted(found['documents'], 'document')}, type right {found['type_right']}, flawless {found['flawless']}, "
        f"accepted unseen {found['accepted']} (of these flawless {found['accepted_flawless']}), "
        f"spurious {found['spurious']}"
    )
    console.print(
        f"calibration error {found['calibration_error']:.3f}, "
        f"values that can be taken unseen at 99.5 %: {found['coverage_at_0.995']:.1%}"
    )
    table = Table("value", "precision", "recall", "F1", "expected")
    groups = report.tallies() | (report.tallies(by) if by else {})
    for name, tally in groups.items():
        cells = (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}", str(tally.expected))
        table.add_row(name, *cells)
    console.print(table)
    for confidence, right, count in evaluate.reliability(report.confidences()):
        console.print(f"said {confidence:.2f}, was {right:.2f}, {count} values")
    for kind, count in evaluate.frequent_errors(report, errors):
        console.print(f"{count:5d}  {kind}")
