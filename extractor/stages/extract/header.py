"""Header fields: candidates from labels and from patterns that carry their own proof."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.geometry import Box
from extractor.stages.extract import dated, kinds, parts, provable, rivals, routes, titles, told, wordkinds
from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.labelled import Labelled, Place
from extractor.stages.extract.places import Neighbourhood
from extractor.stages.extract.placetext import (
    PAYMENT,
    ends_name,
    is_broken,
    is_delivery,
    is_half_label,
    joined,
    to_company,
    without_blocks,
    without_own_label,
)
from extractor.stages.extract.surroundings import WHOLE
from extractor.values import countries, dates
from extractor.values.labels import LabelMatch

INVOICE_FIELDS = frozenset(
    {"document_number", "issue_date", "contract_number", "purchase_order_number", "licence_number",
     "letter_of_credit_number", "bl_number", "container_numbers", "currency", "incoterm", "incoterm_place",
     "port_of_loading", "port_of_discharge", "vessel", "payment_terms", "country_of_origin", "country_of_destination",
     "total_amount", "total_quantity", "total_packages", "total_net_weight_kg", "total_gross_weight_kg", "contract_date",
     "amount_in_words", "net_amount", "tax_amount", "freight_amount", "insurance_amount", "discount_amount",
     "terms_of_trade", "remarks", "final_destination"}
)  # fmt: skip
PACKING_FIELDS = frozenset(
    {"document_number", "issue_date", "invoice_number", "contract_number", "purchase_order_number", "licence_number",
     "letter_of_credit_number", "bl_number", "container_numbers", "incoterm", "incoterm_place", "port_of_loading",
     "port_of_discharge", "vessel", "payment_terms", "country_of_origin", "country_of_destination", "total_quantity",
     "total_packages", "total_net_weight_kg", "total_gross_weight_kg", "remarks", "final_destination"}
)  # fmt: skip
LICENCE_FIELDS = frozenset(
    {"document_number", "issue_date", "contract_number", "currency", "country_of_origin", "country_of_destination",
     "total_amount", "total_quantity", "total_net_weight_kg", "valid_from", "valid_until", "end_use",
     "mode_of_transport", "port_of_clearance", "control_code", "contract_date", "country_of_purchase", "multiple_use",
     "terms_of_trade", "remarks", "purchase_order_number", "invoice_number"}
)  # fmt: skip
OTHER_FIELDS = frozenset(
    {"invoice_number", "contract_number", "licence_number", "letter_of_credit_number", "bl_number", "container_numbers"}
)
FIELDS = {
    DocType.COMMERCIAL_INVOICE: INVOICE_FIELDS,
    DocType.PROFORMA_INVOICE: INVOICE_FIELDS,
    DocType.PACKING_LIST: PACKING_FIELDS,
    DocType.EXPORT_LICENCE: LICENCE_FIELDS,
    DocType.OTHER: OTHER_FIELDS,
}
"""Which header fields the contract knows on which paper."""

_OWN_NUMBERS = {
    DocType.COMMERCIAL_INVOICE: frozenset({"invoice_number"}),
    DocType.PROFORMA_INVOICE: frozenset({"invoice_number", "proforma_number"}),
    DocType.PACKING_LIST: frozenset({"packing_list_number"}),
    DocType.EXPORT_LICENCE: frozenset({"licence_number"}),
}
"""What papers call their own number: a commercial invoice names the proforma that it follows, as a reference."""

_TOLD_WITH = {
    "incoterm": ("incoterm_place",),
    "valid_until": ("valid_from",),
    "letter_of_credit_number": ("payment_terms",),
}
"""Fields whose print may give another one too: `CIF Hamburg`; a span from one day to another; how is paid without a L/C."""
_PARSERS_WITH = {
    ("valid_from", "valid_until"): kinds.first_day,
    ("payment_terms", "letter_of_credit_number"): wordkinds.terms_for_credit,
}
"""How the print behind a label is read for another field than its own: by field and label."""
_ROUTED = frozenset({"vessel", "port_of_loading", "mode_of_transport", "port_of_discharge"})
"""Labels behind which a whole voyage may stand: `Shipment: From Ningbo To Hamburg by sea`."""
_REFERENCE = re.compile(r"\b(?:our|your|quotation|offer|enquiry) ref|[我贵]方参考|[我贵]司参考", re.IGNORECASE)
_WORDED = frozenset({"port_of_loading", "port_of_discharge", "vessel", "payment_terms", "port_of_clearance",
                     "final_destination"})  # fmt: skip
_DATED = frozenset({"issue_date", "contract_date"})
_COUNTRIES = frozenset({"country_of_origin", "country_of_destination", "country_of_purchase"})
_NUMBERS_OF_PAPERS = frozenset({"invoice_number", "packing_list_number", "licence_number", "proforma_number"})
"""A label that names another paper's number never announces this one's, whatever else its wording may mean."""


def field_of(match: LabelMatch, doc_type: DocType) -> str | None:
    """Return the contract's field that a label announces on a paper of this type, None where it announces none.

    What one paper calls its own number, another names as a reference: `Invoice No.` on a packing list is the invoice's.
    """
    name = match.field
    if match.kind not in {"field", "total", "column", "party"}:
        return None
    own = _OWN_NUMBERS.get(doc_type, frozenset())
    if name in own:
        name = "document_number"
    elif name in {"packing_list_number", "proforma_number"}:
        return None
    if name in {"final_destination", "port_of_discharge"} and doc_type is DocType.EXPORT_LICENCE:
        name = "country_of_destination"
    if match.kind == "column":
        name = {
            "net_weight_kg": "total_net_weight_kg",
            "gross_weight_kg": "total_gross_weight_kg",
            "package_count": "total_packages",
            "amount": "total_amount",
            "quantity": "total_quantity",
        }.get(name, name)
    return name if name in FIELDS[doc_type] else None


def find(document: Document, taken: dict[int, Sequence[Box]]) -> list[Candidate]:
    """Return candidates for the document's header fields; `taken` maps page to the regions of goods tables."""
    found: list[Candidate] = []
    own_number = partial(_is_own_number, doc_type=document.doc_type)
    for layout in document.layouts:
        around = Neighbourhood(layout, taken.get(layout.number, ()))
        for labelled in dated.owned(list(around.labelled()), own_number):
            found += _from_label(labelled, document.doc_type, layout.page.height)
        found += provable.find(FIELDS[document.doc_type], layout.segments, taken.get(layout.number, ()))
        found += titles.find(layout, document.doc_type)
        found += told.find(FIELDS[document.doc_type], around)
    if document.doc_type is not DocType.EXPORT_LICENCE and not any(c.name == "issue_date" for c in found):
        found += _dates_without_label(document, taken)
    found = rivals.without_doubtful_weights(rivals.without_contract_dates(found))
    found = [candidate for candidate in rivals.without_references(found) if not _is_outdone(candidate, found)]
    return parts.without(found)


def _dates_without_label(document: Document, taken: dict[int, Sequence[Box]]) -> Iterator[Candidate]:
    """Yield dates that no label of the paper's own gives: behind a place, below who signs, of the invoice that is packed."""
    for layout in document.layouts:
        yield from titles.below_number(layout, document.doc_type)
        yield from titles.placed(layout)
        yield from titles.signed(layout)
        if document.doc_type is DocType.PACKING_LIST:
            yield from titles.of_invoice(layout)
            around = Neighbourhood(layout, taken.get(layout.number, ()))
            for labelled in dated.of_invoices(list(around.labelled())):
                found = _from_label(labelled, document.doc_type, layout.page.height)
                yield from (one for one in found if one.name == "issue_date")


def _is_own_number(meanings: tuple[LabelMatch, ...], doc_type: DocType) -> bool:
    return not _is_foreign(meanings, doc_type) and any(field_of(m, doc_type) == "document_number" for m in meanings)


def _is_foreign(meanings: tuple[LabelMatch, ...], doc_type: DocType) -> bool:
    """Say whether a label gives the number of another paper."""
    named = {field_of(m, doc_type) for m in meanings if m.field in _NUMBERS_OF_PAPERS}
    return bool(named) and "document_number" not in named


def _is_outdone(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """Say whether a pattern saw a part of what a label announces whole: `Guangzhou Baiyun` of `Guangzhou Baiyun Airport`,
    or a container's number in the number of a B/L.
    """
    if candidate.finder != "pattern" or candidate.name not in {"incoterm_place", "container_numbers"}:
        return False
    name = "bl_number" if candidate.name == "container_numbers" else candidate.name
    labelled = [c for c in found if c.name == name and c.finder == "label" and c.evidence["label"] >= WHOLE]
    if candidate.name == "container_numbers":
        return any(other.value in candidate.value for other in labelled)
    return any(set(candidate.words) <= set(other.words) for other in labelled)


def _from_label(labelled: Labelled, doc_type: DocType, page_height: float) -> Iterator[Candidate]:
    best = labelled.meanings[0].score
    blocked = any(m.kind == "distractor" and m.score >= best for m in labelled.meanings)
    foreign = _is_foreign(labelled.meanings, doc_type)
    for rank, match in enumerate(labelled.meanings):
        name = field_of(match, doc_type)
        if match.field in _ROUTED and "port_of_loading" in FIELDS[doc_type]:
            for place in labelled.places:
                yield from routes.find(place, labelled, match)
        if name is None or name not in kinds.PARSERS or match.score < 0.3 or (foreign and name == "document_number"):
            continue
        elsewhere = (m for m in labelled.meanings if m.kind in {"field", "total"})
        if match.kind == "column" and any(field_of(m, doc_type) is not None for m in elsewhere):
            continue  # a wording that heads columns too; outside a table it is what it is elsewhere
        for place in labelled.places:
            for field_name in (name, *_TOLD_WITH.get(name, ())):
                candidate = _read(field_name, match, place, labelled)
                if candidate is not None and field_name == "port_of_discharge":
                    candidate = _or_country(candidate, doc_type)
                if candidate is not None and field_name == "document_number":
                    surely = match.score >= WHOLE and not match.weak and any(c.isdigit() for c in str(candidate.value))
                    reference = doc_type is DocType.PACKING_LIST and _REFERENCE.search(match.label) is not None
                    surely = surely and match.field != "document_number"
                    candidate = candidate.with_evidence(own_number=float(surely), reference=float(reference))
                if candidate is not None:
                    yield candidate.with_evidence(
                        rank=0.0 if _names_both(labelled) else float(rank),
                        blocked=float(blocked),
                        top=labelled.box.top / max(1.0, page_height),
                    )


def _or_country(candidate: Candidate, doc_type: DocType) -> Candidate:
    """Return a destination as what it is: `DESTINATION: THAILAND` names a country and no port."""
    code = countries.find(str(candidate.value)) if "," not in str(candidate.value) else None
    if code is None or code in countries.CITY_STATES or "country_of_destination" not in FIELDS[doc_type]:
        return candidate
    return replace(candidate, name="country_of_destination", value=code, alt=())


def _read(name: str, match: LabelMatch, place: Place, labelled: Labelled) -> Candidate | None:
    """Parse what stands at a place; of several lines as many as make the value."""
    parser = _PARSERS_WITH.get((name, match.field), kinds.PARSERS[name])
    whole = without_blocks(place)
    lines = whole if parser in kinds.WRAPPING else whole[: 1 + is_broken(place)]
    lines = without_own_label(lines, match)
    lines = to_company(lines) if name in _WORDED else lines
    if not lines:
        return None
    if name == "payment_terms" and len(lines) > 1 and is_delivery(joined(lines[:1])):
        lines = lines[1:]  # `Terms of Delivery and Payment`
    if name in _DATED and _names_both(labelled) and len(whole) > 1:
        lines = next((whole[i : i + 1] for i in range(len(whole)) if dates.readings(joined(whole[i : i + 1]))), lines)
    text = joined(lines)
    value = kinds.printed(name, text, place.words, parser(text, match))
    if value is not None and name in _DATED and _names_both(labelled):
        value = replace(value, fit=1.0)  # `Invoice No. & Date` announces a date behind the number
    if name in {"incoterm", "incoterm_place"} and len(whole) > 1 and not ends_name(place.texts[1]):
        alone = parser(joined(whole[:1]), match)  # terms of delivery, with those of payment below
        value, lines, text = (alone, whole[:1], joined(whole[:1])) if alone is not None else (value, lines, text)
    if name in _COUNTRIES and len(lines) > 1 and (first := parser(joined(lines[:1]), match)) is not None:
        value, lines, text = first, lines[:1], joined(lines[:1])
    if value is None and len(whole) > 1 and name != "vessel":
        lines = whole if len(lines) == 1 else whole[:1]
        text = joined(lines)
        value = parser(text, match)
    if value is None or (name in _WORDED and is_half_label(name, text)):
        return None
    if name == "payment_terms" and match.weak and not PAYMENT.search(text):
        return None  # `Terms` are those of delivery as often
    words = tuple(word for line in lines for word in line)
    evidence = {
        "label": match.score,
        "weak": float(match.weak),
        "delimited": float(match.delimited),
        "fit": value.fit,
        "distance": min(place.distance, 40.0),
        "lines": float(len(lines)),
        "column_label": float(match.kind == "column"),
        "total_label": float(match.kind == "total"),
        "has_unit": float(bool(value.unit)),
        "ambiguous": float(len(value.others)),
        "route": float(name in _WORDED and routes.ROUTE.fullmatch(text.strip()) is not None),
        f"at_{place.how}": 1.0,
    }
    return Candidate(name, value.value, words, labelled.page, "label", evidence, value.alt, text, value.others)


def _names_both(labelled: Labelled) -> bool:
    """Say whether a label announces a number and its date at once."""
    best = labelled.meanings[0].score
    named = {match.field.rsplit("_", 1)[-1] for match in labelled.meanings if match.score >= best - 0.01}
    return {"number", "date"} <= named
