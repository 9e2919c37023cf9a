"""`extractor train` and `extractor generate`: make the models, make papers."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import settings as module
from extractor.values.counted import counted


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for the models.  [default: models/]"
)
@click.option("--seed", type=int, default=11, show_default=True, help="The same seed gives the same models.")
@click.option("--digital", type=click.IntRange(min=50), default=700, show_default=True, help="Digital papers.")
@click.option("--ink", type=click.IntRange(min=2), default=16, show_default=True, help="Papers of each quality to OCR.")
@click.option("--measured", type=click.IntRange(min=20), default=120, show_default=True, help="Papers to measure on.")
@click.option("--epochs", type=click.IntRange(min=1), default=6, show_default=True, help="Rounds of the tagger.")
@click.option(
    "--from-store",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Learn also from the papers that people accepted in this store; the models are replaced only by better ones.",
)
@click.option("--back", is_flag=True, help="Put the models back that --from-store replaced.")
@click.pass_obj
def train(
    config: Path | None,
    out: Path | None,
    seed: int,
    digital: int,
    ink: int,
    measured: int,
    epochs: int,
    from_store: Path | None,
    back: bool,
) -> None:
    """Train all models from nothing on generated papers, and write their card."""
    from extractor.learn import improve
    from extractor.learn import train as training

    plan = training.Plan(seed=seed, digital=digital, ink=ink, measured=measured, epochs=epochs)
    folder = out or module.data_dir("models")
    if back:
        improve.back(folder)
        click.echo(f"the models from before are in place again: {folder}")
        return
    if from_store is not None:
        found = improve.improve(module.load(config), from_store, folder, plan, lambda text: click.echo(text, err=True))
        click.echo(f"the new models are {'better and in place' if found.better else 'no better; nothing was changed'}")
        return
    training.train(module.load(config), folder, plan, lambda text: click.echo(text, err=True))
    click.echo(f"models and their card: {folder / 'CARD.md'}")


@click.command()
@click.argument("count", type=click.IntRange(min=1))
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same papers.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the papers.")
@click.option("--split", type=click.Choice(["train", "measure"]), help="Only layout families of this split.")
@click.option(
    "--quality",
    type=click.Choice(["digital", "scan300", "scan200", "fax", "copy", "photo", "mixed"]),
    default="mixed",
    show_default=True,
)
def generate(count: int, seed: int, out: Path, split: str | None, quality: str) -> None:
    """Write COUNT invented papers with their truth; all companies, people and numbers are made up."""
    from extractor.learn import papers

    with click.progressbar(length=count, label="papers") as bar:
        papers.generate(count, seed, out, split, quality, progress=lambda _: bar.update(1))
    click.echo(f"{counted(count, 'paper')} with truth in {out}")
