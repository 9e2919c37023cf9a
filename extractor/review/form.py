"""Which values a paper of each type has, in which group, of which kind, under which heading (the contract's tables)."""

from __future__ import annotations

from dataclasses import dataclass

INVOICES = ("commercial_invoice", "proforma_invoice")
I, P, L = INVOICES, ("packing_list",), ("export_licence",)  # noqa: E741
TYPES = (*INVOICES, "packing_list", "export_licence", "other")


@dataclass(frozen=True)
class Item:
    """A value that a paper may have."""

    name: str
    label: str
    kind: str
    """A key of `typed.PARSERS`."""
    types: tuple[str, ...]
    main: bool = False
    """Shown even where the paper has none."""


GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("Document", (
        Item("document_number", "Number", "identifier", I + P + L, True),
        Item("issue_date", "Date", "date", I + P + L, True),
        Item("invoice_number", "Invoice number", "identifier", P + L, True),
        Item("contract_number", "Contract number", "identifier", I + P + L),
        Item("contract_date", "Contract date", "date", I + P + L),
        Item("purchase_order_number", "Purchase order", "identifier", I + P + L),
        Item("licence_number", "Licence number", "identifier", I + P, True),
        Item("letter_of_credit_number", "Letter of credit", "identifier", I + P),
    )),
    ("Licence", (
        Item("valid_from", "Valid from", "date", L),
        Item("valid_until", "Valid until", "date", L, True),
        Item("control_code", "Control code", "control", L, True),
        Item("end_use", "End use", "long", L, True),
        Item("multiple_use", "Multiple use", "flag", L),
        Item("country_of_purchase", "Country of purchase", "country", L),
        Item("terms_of_trade", "Terms of trade", "text", L),
        Item("port_of_clearance", "Port of clearance", "text", L),
    )),
    ("Totals", (
        Item("currency", "Currency", "currency", I + L, True),
        Item("total_amount", "Total amount", "money", I + L, True),
        Item("total_quantity", "Total quantity", "quantity", I + P + L),
        Item("total_packages", "Packages", "quantity", I + P),
        Item("total_net_weight_kg", "Net weight, kg", "weight", I + P + L, True),
        Item("total_gross_weight_kg", "Gross weight, kg", "weight", I + P),
        Item("net_amount", "Net amount", "money", I),
        Item("tax_amount", "Tax", "money", I),
        Item("freight_amount", "Freight", "money", I),
        Item("insurance_amount", "Insurance", "money", I),
        Item("discount_amount", "Discount", "money", I),
        Item("amount_in_words", "Amount in words", "long", I),
        Item("total_volume_m3", "Volume, m³", "quantity", I + P),
    )),
    ("Transport", (
        Item("incoterm", "Incoterm", "incoterm", I + P),
        Item("incoterm_place", "Incoterm place", "text", I + P),
        Item("country_of_origin", "Country of origin", "country", I + P + L),
        Item("country_of_destination", "Country of destination", "country", I + P + L, True),
        Item("final_destination", "Final destination", "text", I + P + L),
        Item("port_of_loading", "Port of loading", "text", I + P),
        Item("port_of_discharge", "Port of discharge", "text", I + P),
        Item("vessel", "Vessel or flight", "text", I + P),
        Item("mode_of_transport", "Mode of transport", "text", L),
        Item("bl_number", "Bill of lading", "identifier", I + P),
        Item("container_numbers", "Containers", "containers", I + P),
        Item("payment_terms", "Payment terms", "long", I + P),
        Item("remarks", "Remarks", "long", I + P + L),
    )),
)  # fmt: skip
"""Groups in the order in which a page shows them; a paper of type `other` may have any of them."""

COLUMNS: tuple[Item, ...] = (
    Item("description", "Description", "long", I + P + L, True),
    Item("hs_code", "HS code", "hs_code", I + P + L, True),
    Item("grade", "Grade", "text", I + P + L, True),
    Item("elements", "Elements", "elements", I + P + L, True),
    Item("quantity", "Quantity", "quantity", I + P + L, True),
    Item("unit", "Unit", "unit", I + P + L, True),
    Item("net_weight_kg", "Net kg", "weight", I + P + L, True),
    Item("gross_weight_kg", "Gross kg", "weight", P, True),
    Item("package_count", "Packages", "quantity", P, True),
    Item("unit_price", "Unit price", "money", I + L, True),
    Item("amount", "Amount", "money", I + L, True),
    Item("composition", "Composition", "text", I + P + L),
    Item("size", "Size", "text", I + P + L),
    Item("coating", "Coating", "text", I + P + L),
    Item("country_of_origin", "Origin", "country", I + P + L),
    Item("carton_numbers", "Cartons", "text", I + P),
    Item("purchase_order_number", "Purchase order", "identifier", I + P),
    Item("elements_presumed", "Presumed elements", "elements", I + P + L),
)
PARTY_ITEMS: tuple[Item, ...] = (
    Item("name", "Name", "text", I + P + L, True),
    Item("address", "Address", "long", I + P + L),
    Item("country", "Country", "country", I + P + L, True),
    Item("tax_id", "Tax number", "identifier", I + P + L),
)
ROLES = (
    "seller",
    "buyer",
    "consignee",
    "notify_party",
    "exporter",
    "consignor",
    "importer",
    "end_user",
    "issuing_authority",
)

FIELDS = {item.name: item for _, items in GROUPS for item in items}
LINE_FIELDS = {item.name: item for item in COLUMNS}
PARTY_FIELDS = {item.name: item for item in PARTY_ITEMS}


def belongs(item: Item, doc_type: str) -> bool:
    """Say whether papers of a type have this value."""
    return doc_type == "other" or doc_type in item.types
