"""Whatever a paper has or lacks, the rules answer: no error, and nothing but what they rest on."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.register.indicators.base import SEVERITIES
from extractor.register.indicators.run import find
from tests.register.indicators import made

number = st.sampled_from(["0", "0.000", "-3", "1", "12.5", "100000000", "0.0000001"])
text = st.sampled_from(
    ["", "NdFeB magnet N42SH", "Ferrite magnet", "rotor part", "sample", "导弹", "Nd 29%, Fe 70%", "x" * 300]
)
day = st.sampled_from(["2025-08-15", "2024-02-29", "not a day", "9999-12-31", "0001-01-01"])
line = st.fixed_dictionaries(
    {},
    optional={
        "description": text, "grade": st.sampled_from(["N42SH", "Y30", "38EH", ""]), "composition": text, "size": text | number,
        "elements": st.sampled_from([(), ("Dy", "Nd"), ("Xx",)]), "hs_code": st.sampled_from(["8505", "8505190090", "1", ""]),
        "unit": st.sampled_from(["H87", "KGM"]), "quantity": number, "net_kg": number, "gross_kg": number, "amount": number,
        "unit_price": number,
    },
)  # fmt: skip
values = st.fixed_dictionaries(
    {},
    optional={
        "document_number": st.sampled_from(["A", "24AA123456", ""]), "invoice_number": st.just("A"), "issue_date": day,
        "valid_until": day, "contract_date": day, "currency": st.sampled_from(["USD", "CNY", "ZZZ"]), "total_amount": number,
        "total_net_weight_kg": number, "total_gross_weight_kg": number, "total_packages": number, "total_volume_m3": number,
        "bl_number": st.sampled_from(["B1", "78412345675"]), "container_numbers": st.sampled_from(["CSQU3054383", "?", ""]),
        "contract_number": text, "port_of_loading": st.sampled_from(["Ningbo", "?"]), "port_of_clearance": text,
        "end_use": text, "control_code": text, "amount_in_words": text, "country_of_destination": st.just("DE"),
    },
)  # fmt: skip
people = st.dictionaries(
    st.sampled_from(["seller", "buyer", "consignee", "end_user", "exporter"]), text.filter(bool), max_size=4
)
paper = st.builds(
    made.paper, st.sampled_from(["commercial_invoice", "packing_list", "export_licence"]), values, people,
    st.lists(line, max_size=3), st.sampled_from([0.99, 0.4]),
)  # fmt: skip


@settings(max_examples=120)
@given(st.lists(st.tuples(st.lists(paper, max_size=4), day), max_size=4))
def test_no_paper_is_too_odd(found: list[tuple[list[Any], str]]) -> None:
    shipments = []
    for number, (papers, shipped) in enumerate(found):
        shipped_on = None if shipped == "not a day" else shipped
        shipments.append(made.shipment(*papers, key=f"s{number}", day=shipped_on))
    known = {paper.document_id for one in shipments for paper in one.papers}
    for one in find(made.book(*shipments)):
        assert one.severity in SEVERITIES and one.message and one.fingerprint
        assert {cite.document_id for cite in one.cites} <= known
