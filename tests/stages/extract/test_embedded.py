"""Embedded invoices: the sender's own data, and nothing that a stranger slips in."""

from extractor.datatypes.page import Attachment
from extractor.stages.extract import embedded

INVOICE = """<?xml version="1.0"?>
<r:CrossIndustryInvoice xmlns:r="urn:r" xmlns:a="urn:a">
 <r:ExchangedDocument><a:ID>NW-17</a:ID>
  <a:IssueDateTime><a:DateTimeString format="102">20250914</a:DateTimeString></a:IssueDateTime></r:ExchangedDocument>
 <r:SupplyChainTradeTransaction>
  <a:IncludedSupplyChainTradeLineItem>
   <a:SpecifiedTradeProduct><a:Name>Sintered NdFeB magnet</a:Name></a:SpecifiedTradeProduct>
   <a:SpecifiedLineTradeDelivery><a:BilledQuantity unitCode="TNE">0.5</a:BilledQuantity></a:SpecifiedLineTradeDelivery>
  </a:IncludedSupplyChainTradeLineItem>
  <a:ApplicableHeaderTradeAgreement>
   <a:SellerTradeParty><a:Name>Nordwind Magnetwerk GmbH</a:Name>
    <a:PostalTradeAddress><a:LineOne>Hafen 3</a:LineOne><a:CityName>Kiel</a:CityName><a:CountryID>DE</a:CountryID>
    </a:PostalTradeAddress></a:SellerTradeParty>
  </a:ApplicableHeaderTradeAgreement>
  <a:ApplicableHeaderTradeSettlement><a:InvoiceCurrencyCode>EUR</a:InvoiceCurrencyCode>
   <a:SpecifiedTradeSettlementHeaderMonetarySummation><a:GrandTotalAmount>NaN</a:GrandTotalAmount>
   </a:SpecifiedTradeSettlementHeaderMonetarySummation></a:ApplicableHeaderTradeSettlement>
 </r:SupplyChainTradeTransaction>
</r:CrossIndustryInvoice>"""


def read(xml: str) -> embedded.Embedded | None:
    return embedded.read((Attachment("factur-x.xml", "text/xml", xml.encode()),))


def test_what_the_sender_says() -> None:
    found = read(INVOICE)
    assert found is not None
    fields = {name: field.value for name, field in found.fields().items()}
    assert fields == {"document_number": "NW-17", "currency": "EUR", "issue_date": "2025-09-14"}
    (seller,) = found.parties()
    assert (seller.name.value, seller.address and seller.address.value) == ("Nordwind Magnetwerk GmbH", "Hafen 3, Kiel")
    (line,) = found.lines()
    assert line["net_weight_kg"].value == "500.0" and line["elements"].value == ("Nd",)


def test_entities_are_not_followed() -> None:
    attack = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>' + INVOICE.split("?>", 1)[1].replace(
        "NW-17", "&s;"
    )
    found = read(attack)
    assert found is not None and {"currency", "issue_date"} <= set(found.fields())
    assert "document_number" not in found.fields() and "root" not in str(found.fields())


def test_other_or_broken_xml_is_no_invoice() -> None:
    assert read("<a/>") is None and read("<a") is None and embedded.read(()) is None
