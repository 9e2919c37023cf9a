"""Ports: the many names and codes that liners and forwarders print for one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.gazetteer.table import rows, several


@dataclass(frozen=True, slots=True)
class Port:
    """A sea, river or dry port, an airport or a border crossing."""

    group: str
    """Ports of one place share it: the register takes Yangshan and Pudong for Shanghai."""
    country: str
    kind: str
    """sea, river, inland, land or air."""
    name_en: str
    name_zh: str
    codes: tuple[str, ...]
    """UN/LOCODE and, for airports, IATA codes; liners print some of them for the neighbour (CNNGB for the seaport)."""
    aliases: tuple[str, ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """All names and codes."""
        return (self.name_en, self.name_zh, *self.aliases, *self.codes)


@cache
def ports() -> tuple[Port, ...]:
    """Return all ports of `ports.csv`."""
    return tuple(
        Port(
            group=row["port_group"],
            country=row["country"],
            kind=row["kind"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            codes=several(row["codes"]),
            aliases=several(row["aliases"]),
            source=row["source"],
        )
        for row in rows("ports")
    )


@cache
def port_words() -> dict[str, Port]:
    """Map every name and code of a port, case folded and without spaces, to the port; a seaport wins over others."""
    found: dict[str, Port] = {}
    for port in sorted(ports(), key=lambda one: one.kind != "sea"):
        for name in port.names:
            found.setdefault("".join(name.casefold().split()), port)
    return found
