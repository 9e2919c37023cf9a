"""Embedded invoices: the XML that Factur-X and ZUGFeRD papers carry (UN/CEFACT Cross Industry Invoice) as values.

The judge is not asked of the seller's own data, the arithmetic of `validate` is; `mergedxml` holds them against the page.
External entities are off: the file comes from a stranger.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from extractor.datatypes.page import Attachment, Origin
from extractor.datatypes.record import Field, LineItem, Party
from extractor.values.elements import find_elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SURE = 0.99
_TRADE = "{*}SupplyChainTradeTransaction"
_AGREEMENT = f"{_TRADE}/{{*}}ApplicableHeaderTradeAgreement"
_SETTLEMENT = f"{_TRADE}/{{*}}ApplicableHeaderTradeSettlement"
_SUMS = f"{_SETTLEMENT}/{{*}}SpecifiedTradeSettlementHeaderMonetarySummation"
_DATE = "%Y%m%d"
FIELDS = {
    "document_number": "{*}ExchangedDocument/{*}ID",
    "currency": f"{_SETTLEMENT}/{{*}}InvoiceCurrencyCode",
    "purchase_order_number": f"{_AGREEMENT}/{{*}}BuyerOrderReferencedDocument/{{*}}IssuerAssignedID",
    "contract_number": f"{_AGREEMENT}/{{*}}ContractReferencedDocument/{{*}}IssuerAssignedID",
}
AMOUNTS = {
    "total_amount": f"{_SUMS}/{{*}}GrandTotalAmount",
    "net_amount": f"{_SUMS}/{{*}}TaxBasisTotalAmount",
    "tax_amount": f"{_SUMS}/{{*}}TaxTotalAmount",
}
ROLES = {
    "seller": f"{_AGREEMENT}/{{*}}SellerTradeParty",
    "buyer": f"{_AGREEMENT}/{{*}}BuyerTradeParty",
    "consignee": f"{_TRADE}/{{*}}ApplicableHeaderTradeDelivery/{{*}}ShipToTradeParty",
}
_LINE = f"{_TRADE}/{{*}}IncludedSupplyChainTradeLineItem"
_QUANTITY = "{*}SpecifiedLineTradeDelivery/{*}BilledQuantity"
_PRICE = "{*}SpecifiedLineTradeAgreement/{*}NetPriceProductTradePrice/{*}ChargeAmount"
_AMOUNT = "{*}SpecifiedLineTradeSettlement/{*}SpecifiedTradeSettlementLineMonetarySummation/{*}LineTotalAmount"
_MASS = {"KGM": Decimal(1), "TNE": Decimal(1000), "GRM": Decimal("0.001"), "LBR": Decimal("0.45359237")}
_PIECES = {"C62": "H87", "EA": "H87", "NAR": "H87"}
"""Recommendation 20 has several codes for one piece; the contract has one."""


class Embedded:
    """What the XML of one invoice says."""

    def __init__(self, root: Element) -> None:
        self._root = root

    def fields(self) -> dict[str, Field]:
        """Return the header fields."""
        found = {name: _field(_text(self._root, path)) for name, path in FIELDS.items()}
        found |= {name: _field(_decimal(_text(self._root, path))) for name, path in AMOUNTS.items()}
        day = _text(self._root, "{*}ExchangedDocument/{*}IssueDateTime/{*}DateTimeString")
        found["issue_date"] = _field(_date(day))
        return {name: field for name, field in found.items() if field is not None}

    def parties(self) -> tuple[Party, ...]:
        """Return seller, buyer and consignee, as far as they are named."""
        found = []
        for role, path in ROLES.items():
            node = self._root.find(path)
            name = _field(_text(node, "{*}Name")) if node is not None else None
            if node is None or name is None:
                continue
            parts = [_text(node, f"{{*}}PostalTradeAddress/{{*}}{part}") for part in
                     ("LineOne", "LineTwo", "LineThree", "PostcodeCode", "CityName")]  # fmt: skip
            address = _field(", ".join(part for part in parts if part) or None)
            country = _field(_text(node, "{*}PostalTradeAddress/{*}CountryID"))
            tax = _field(_text(node, "{*}SpecifiedTaxRegistration/{*}ID"))
            found.append(Party(role, name, address, country, tax))
        return tuple(found)

    def lines(self) -> tuple[LineItem, ...]:
        """Return the lines of goods."""
        return tuple(_line(node) for node in self._root.iterfind(_LINE))


def read(attachments: tuple[Attachment, ...]) -> Embedded | None:
    """Return the invoice that lies in a source as XML, None where there is none or it can't be understood."""
    from lxml import etree

    for attachment in attachments:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(attachment.content, parser)
        except etree.XMLSyntaxError:
            continue
        if root.tag.rpartition("}")[2] == "CrossIndustryInvoice":
            return Embedded(root)
    return None


def _line(node: Element) -> LineItem:
    name = _text(node, "{*}SpecifiedTradeProduct/{*}Name")
    quantity = _decimal(_text(node, _QUANTITY))
    found = {
        "description": _field(name),
        "quantity": _field(quantity),
        "unit_price": _field(_decimal(_text(node, _PRICE))),
        "amount": _field(_decimal(_text(node, _AMOUNT))),
        "hs_code": _field(_hs_code(node)),
    }
    code = node.find(_QUANTITY)
    unit = code.get("unitCode") if code is not None else None
    if unit:
        found["unit"] = _field(_PIECES.get(unit, unit))
    if unit in _MASS and quantity is not None:
        found["net_weight_kg"] = _field(format(Decimal(quantity) * _MASS[unit], "f"))
    symbols = find_elements(name).symbols if name else ()
    if symbols:
        found["elements"] = Field(tuple(symbols), SURE, Origin.EMBEDDED)
    return {key: field for key, field in found.items() if field is not None}


def _hs_code(node: Element) -> str | None:
    for code in node.iterfind("{*}SpecifiedTradeProduct/{*}DesignatedProductClassification/{*}ClassCode"):
        if code.get("listID") in {"HS", "TARIC"} and code.text:
            return "".join(c for c in code.text if c.isdigit()) or None
    return None


def _text(node: Element, path: str) -> str | None:
    found = node.findtext(path)
    return " ".join(found.split()) or None if found else None


def _decimal(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return format(number, "f") if number.is_finite() else None


def _date(text: str | None) -> str | None:
    try:
        return datetime.strptime(text or "", _DATE).date().isoformat()
    except ValueError:
        return None


def _field(value: str | None) -> Field | None:
    return Field(value, SURE, Origin.EMBEDDED) if value else None
