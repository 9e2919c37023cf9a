"""Companies as the register knows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CompanyEntity:
    """One company: every name it is known by, its country (alpha-2), its identifiers (credit code, VAT number ...)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    identifiers: tuple[str, ...] = ()
    address: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name first, then its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Match:
    """A company that a name may mean, with a score of 0 to 100 and the reasons in words."""

    entity: CompanyEntity
    score: float
    matched: str
    """The name of the company that was compared."""
    reasons: tuple[str, ...]
    exact: bool = False
    """The names agree once width, case, script and punctuation are put aside, legal form and all."""
