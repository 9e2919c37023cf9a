"""Settings: one frozen value, read once from `extractor.toml` and the environment.

Order, later wins: the defaults here, the file (`--config`, or `extractor.toml` in the working directory), then the
environment as `EXTRACTOR_<SECTION>_<NAME>`, for example `EXTRACTOR_OCR_ENGINE=ppocr`. An unknown name is an error: a
typing mistake must not silently leave a limit at its default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from extractor.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Return the folder of shipped data, `gazetteers` or `models`.

    In an installed wheel it lies inside the package, in a checkout beside it.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True)
class OcrSettings:
    """How pages are read from ink."""

    engine: str = "auto"
    """`auto`, `tesseract`, `ppocr` or `null`."""
    plan: str = "accurate"
    """`accurate` or `fast`."""
    dpi: int = 300
    cache_dir: str = ""
    """Folder where what was read of a page is kept; empty: the user's cache folder."""
    cache: bool = True


@dataclass(frozen=True)
class LimitSettings:
    """What a paper may cost before it is refused; 0 lifts a limit."""

    file_bytes: int = 500_000_000
    pages: int = 5_000
    pixels: int = 120_000_000
    seconds_per_page: int = 120
    memory_mb: int = 4_000
    archive_depth: int = 2
    archive_members: int = 2_000
    archive_bytes: int = 2_000_000_000
    workers: int = 1
    """Processes that read pages."""
    cluster: str = ""
    """Address of a Dask scheduler, for example `tcp://10.0.0.5:8786`: its workers read instead of own processes."""
    pages_by_one: int = 24
    """A file with more pages is shared out among all workers, page by page; 0: each file is read by one."""
    tasks_a_worker: int = 500
    """Files, or pages of long files, after which a worker is replaced: the memory of engines grows; 0: never."""


@dataclass(frozen=True)
class WatchSettings:
    """How the watch folder behaves; all in seconds where nothing else is said."""

    quiet_seconds: float = 2.0
    """A file is taken when it has not changed for so long, and is whole."""
    full_look_seconds: float = 45.0
    """The whole folder is looked at so often, whatever the events say."""
    give_up_seconds: float = 600.0
    """A file that is still not whole after so long is taken as it is, and its error is told."""
    attempts: int = 3
    """Tries before a paper is put to the failed ones, where another try may help."""
    back_off_seconds: float = 20.0
    """Wait before the second try, doubled for each further one; also the wait when store or disk refuse."""
    seconds_per_file: int = 3_600
    """A file that takes longer is stopped; 0: no limit."""
    stop_seconds: float = 20.0
    """When told to stop, files in work have so long to end; the rest is given back."""


@dataclass(frozen=True)
class ReviewSettings:
    """When a document needs nobody."""

    accept_confidence: float = 0.90
    """Every field that a register or report uses must reach this."""
    other_confidence: float = 0.90
    """Every other value of a record must reach this, a port or a way to pay."""
    type_confidence: float = 0.80
    """The document's type must reach this where it has checks of its own: an invoice, a packing list, a licence."""
    other_type_confidence: float = 0.95
    """A paper taken for none of these must reach this: were that wrong, all its values would be lost and no check tell."""
    expected_errors: float = 0.10
    """Wrong values that may be expected in an accepted document: the sum of what each value lacks to certainty, of a
    column of goods that of its least sure cell."""

    def type_bar(self, doc_type: str) -> float:
        """Return what the confidence of a document's type must reach."""
        return self.other_type_confidence if doc_type == "other" else self.type_confidence


@dataclass(frozen=True)
class RegisterSettings:
    """From where on an indicator speaks. Shares are parts of one."""

    sure_confidence: float = 0.9
    """Below it a value is uncertain: an indicator that rests on it alone is lowered one step and needs review."""
    weight_tolerance: float = 0.005
    """Net weights of two papers differ by more than this share, and by more than `weight_tolerance_kg`."""
    weight_tolerance_kg: float = 1.0
    """Smaller differences in kg are told by no indicator, whatever their share."""
    tare_low: float = 0.02
    """Least usual share of packing in the gross weight."""
    tare_high: float = 0.25
    """Greatest usual share of packing."""
    tare_from_kg: float = 20.0
    """Lighter parcels may be mostly packing."""
    density_tolerance: float = 0.10
    """Coating, chamfers and holes change the density of a magnet by less than this share."""
    package_kg_high: float = 1200.0
    """Heaviest usual package, a pallet."""
    package_kg_low: float = 0.2
    """Lightest usual package."""
    trace_percent: float = 0.1
    """Content in percent by weight from which trade practice takes a magnet for controlled."""
    review_percent: float = 0.01
    """Content below it is a trace; between the two a person decides."""
    price_floor: float = 0.7
    """Share of the value of the contained rare earths below which a price is low."""
    price_yield: float = 0.8
    """Share of the metal that ends in the machined magnet."""
    price_low: float = 0.6
    """Share of the median of its peers below which a price is low."""
    price_high: float = 3.0
    """Multiple of the median of its peers above which a price is high."""
    price_peers: int = 5
    """Fewest other prices that make a median."""
    price_quote_days: int = 400
    """Oldest price quotation that is used."""
    price_rare_earth_usd: float = 15.0
    """US dollars per kg above which goods of a cheap name have the price of rare earths."""
    invoice_ratio: float = 1.1
    """Two invoices for the same goods differ by more than this ratio."""
    split_days: int = 30
    """Parcels of one buyer within so many days belong together."""
    split_parcels: int = 3
    """Fewest parcels that are shown."""
    split_parcel_kg: float = 25.0
    """Largest parcel that looks like one of many."""
    split_total_kg: float = 40.0
    """Sum from which small parcels of one buyer are shown."""
    date_slack_days: int = 7
    """A packing list may be dated so many days before its invoice."""
    container_days: int = 14
    """A container seen twice within so many days carries one movement."""
    mixed_models: int = 3
    """Models in one line from which it is a mixed lot."""
    validity_days: int = 366
    """Longest validity of a licence."""
    licence_price_ratio: float = 1.5
    """Price per kilogram of goods and licence differ by more than this ratio."""
    contract_characters: int = 17
    """Licences cut contract numbers to this length."""
    transit_countries: str = "HK SG AE MY TH VN MX TR NL"
    """Countries to watch for trans-shipment."""
    diversion_points: int = 3
    """Signs of trans-shipment, each with one or two points, that make an indicator together."""
    listed_score: float = 88.0
    """Likeness, 0 to 100, from which a name may be that of a listed party."""
    balance_tolerance: float = 0.02
    """Share by which more may go out than came in."""
    national_share: float = 0.05
    """Share of the country's exports to one country from which a seller's month is shown."""
    prices_file: str = ""
    """A CSV with the columns of `gazetteers/prices.csv` to use instead; empty: the shipped one."""
    rates_file: str = ""
    """The same for `gazetteers/exchange_rates.csv`."""
    parties_file: str = ""
    """A CSV with the columns of `gazetteers/party_lists.csv` to use besides the shipped one."""


@dataclass(frozen=True)
class LicenceSettings:
    """The usual terms of export licences, where a licence does not print its own and nobody has set them."""

    single_uses: int = 1
    """Uses of a licence for one batch (一批一证); 0: any number."""
    multiple_uses: int = 12
    """Uses of a licence for several batches (非一批一证); 0: any number."""
    tolerance: float = 0.0
    """Share by which the licensed weight may be exceeded."""
    bulk_tolerance: float = 0.05
    """The same for a licence that says bulk goods."""
    reserved_days: int = 30
    """A shipment without a bill of lading holds its kilograms in reserve for so long, then it counts as gone."""
    proposal_score: float = 0.65
    """From this score on a shipment that quotes no licence is proposed for one."""
    expiring_days: int = 30
    """A licence that ends within so many days ends soon."""
    nearly_used: float = 0.9
    """Share of the licensed weight from which a licence is nearly used up."""


@dataclass(frozen=True)
class Settings:
    """All settings, by section."""

    ocr: OcrSettings = field(default_factory=OcrSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)
    register: RegisterSettings = field(default_factory=RegisterSettings)
    licences: LicenceSettings = field(default_factory=LicenceSettings)


def load(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; UsageError names the section and setting that is wrong."""
    chosen = path or Path("extractor.toml")
    if path is not None and not path.is_file():
        raise UsageError(f"there is no settings file {path}")
    data: dict[str, Any] = {}
    if chosen.is_file():
        try:
            data = tomllib.loads(chosen.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{chosen} is not valid TOML: {error}") from error
    _overlay(data, os.environ if environ is None else environ)
    return _fill(Settings(), data, str(chosen))


def _overlay(data: dict[str, Any], environ: Mapping[str, str]) -> None:
    """Write `EXTRACTOR_<SECTION>_<NAME>` over what the file says."""
    for section in fields(Settings):
        prefix = f"EXTRACTOR_{section.name.upper()}_"
        for key, value in environ.items():
            if key.startswith(prefix):
                data.setdefault(section.name, {})[key.removeprefix(prefix).lower()] = value


def _fill(settings: Settings, data: dict[str, Any], where: str) -> Settings:
    known = {section.name for section in fields(Settings)}
    for name in data:
        if name not in known:
            raise UsageError(f"{where}: there is no section [{name}]; known are {', '.join(sorted(known))}")
    changed = {name: _section(getattr(settings, name), values, f"{where} [{name}]") for name, values in data.items()}
    return replace(settings, **changed)


def _section(section: Any, values: Any, where: str) -> Any:
    known = {item.name: getattr(section, item.name) for item in fields(section)}
    if not isinstance(values, dict):
        raise UsageError(f"{where} is not a section")
    out: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise UsageError(f"{where}: there is no setting {name!r}; known are {', '.join(sorted(known))}")
        out[name] = _convert(value, known[name], f"{where} {name}")
    return replace(section, **out)


def _convert(value: Any, default: Any, where: str) -> Any:
    """Return `value` in the type of the default; text is converted, since the environment holds nothing else."""
    if isinstance(default, bool):
        word = str(value).strip().lower()
        if word in {"true", "1", "yes", "on"}:
            return True
        if word in {"false", "0", "no", "off"}:
            return False
        raise UsageError(f"{where} is neither true nor false: {value!r}")
    try:
        return type(default)(value)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where} is not a {type(default).__name__}: {value!r}") from error
