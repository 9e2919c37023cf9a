"""`extractor review`: the web app in which people correct papers."""

from __future__ import annotations

import ipaddress
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.commands import common
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.review.desk import Desk
    from extractor.settings import Settings

NOT_LOOPBACK = (
    "{host} can be reached from other machines, and passwords would travel in clear; give --certificate and --key, or stand "
    "behind a proxy that speaks TLS and give --behind-proxy"
)


@click.command()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="The tracking store, made if new.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--demo", is_flag=True, help="Read the samples into a store that is thrown away, and open on it.")
@click.option("--samples", type=click.Path(path_type=Path), default=Path("samples"), show_default=True)
@click.option(
    "--certificate", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TLS certificate, PEM."
)
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its private key, PEM.")
@click.option(
    "--behind-proxy", is_flag=True, help="A proxy on this machine speaks TLS and sets X-Forwarded-For and -Proto."
)
@common.reading_options
@click.pass_obj
def command(
    config: Path | None,
    /,
    store: Path | None,
    host: str,
    port: int,
    demo: bool,
    samples: Path,
    certificate: Path | None,
    key: Path | None,
    behind_proxy: bool,
    **reading: Any,
) -> None:
    """Open the web app in which people correct papers.

    The first start prints a link that makes the first admin; nothing else is served until somebody may log in.
    """
    if (store is None) != demo:
        raise UsageError("name a store with --store, or give --demo")
    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key belong together")
    if not _is_loopback(host) and certificate is None and not behind_proxy:
        raise UsageError(NOT_LOOPBACK.format(host=host))
    settings = common.settings_with(config, reading)
    with _store(store, samples if demo else None, settings) as path:
        from extractor.commands.reviewhands import PipelineHands
        from extractor.review.desk import Desk

        with PipelineHands(settings, path) as hands:
            secure = certificate is not None or behind_proxy
            desk = Desk(path, settings, hands, secure=secure, behind_proxy=behind_proxy)
            shown = f"[{host}]" if ":" in host else host
            _invite(desk, f"{'https' if certificate else 'http'}://{shown}:{port}")
            _serve(desk, host, port, certificate, key)


@contextmanager
def _store(store: Path | None, samples: Path | None, settings: Settings) -> Iterator[Path]:
    """Give the store's path; for the demo one that holds the samples and goes with the program."""
    if store is not None:
        common.open_or_make(store).close()
        yield store
        return
    assert samples is not None
    if not samples.is_dir():
        raise UsageError(f"there is no folder {samples}; run this in a checkout, or name one with --samples")
    from extractor.store import known
    from extractor.store.store import Store

    with tempfile.TemporaryDirectory(prefix="extractor-review-") as folder:
        path = Path(folder) / "tracking.db"
        click.echo(f"Reading {samples}/ ...")
        with Store.open(path) as tracking:
            known.prepare(tracking).of(tracking)
            for outcome in common.results([samples], settings, path):
                if outcome.error is None and outcome.source is not None:
                    tracking.write(outcome.source, outcome.pages, outcome.records)
        yield path


def _invite(desk: Desk, address: str) -> None:
    """Print where the app is, and the one-time link where nobody may log in yet."""
    from extractor.review import accounts

    desk.open()
    link = accounts.first_link(desk)
    desk.close()
    click.echo(f"Review is at {address}/")
    if link is not None:
        click.echo(f"Nobody may log in yet. Make the first admin here (once, within 24 hours):\n  {address}{link}")


def _serve(desk: Desk, host: str, port: int, certificate: Path | None, key: Path | None) -> None:
    import uvicorn

    from extractor.review import app

    uvicorn.run(
        app.create(desk), host=host, port=port, log_level="warning", server_header=False,
        proxy_headers=desk.behind_proxy, forwarded_allow_ips="127.0.0.1" if desk.behind_proxy else None,
        ssl_certfile=certificate, ssl_keyfile=key,
    )  # fmt: skip


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
