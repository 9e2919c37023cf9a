"""Values told in sentences, on one line or broken over several."""

import pytest

from extractor.datatypes.document import DocType
from tests.stages.extract.test_forms import believed

PACKING = DocType.PACKING_LIST


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Shipped per S.S. AMBER TERN V.41W from DALIAN, CHINA to KLANG, MALAYSIA", "vessel", "AMBER TERN V.41W"),
        ("Shipped from Dalian to Klang per AMBER TERN 0414-088W.", "vessel", "AMBER TERN 0414-088W"),
        ("Shipped per S.S. AMBER TERN V.41W from DALIAN, CHINA to KLANG, MALAYSIA", "port_of_loading", "DALIAN, CHINA"),
        ("Shipped per S.S. AMBER TERN V.41W from DALIAN, CHINA to KLANG, MALAYSIA", "port_of_discharge", "KLANG, MALAYSIA"),
        ("The goods are exported under licence 25AA117730 for dual-use items.", "licence_number", "25AA117730"),
        ("Die Waren unterliegen der Ausfuhrkontrolle (Lizenz 25-AB-117730).", "licence_number", "25-AB-117730"),
        ("Weight: about 745 kg net / 798 kg gross, 36 cartons on 2 pallets.", "total_net_weight_kg", "745"),
        ("Weight: about 745 kg net / 798 kg gross, 36 cartons on 2 pallets.", "total_gross_weight_kg", "798"),
        ("Shipping Sea freight LCL, Shanghai – Koper", "port_of_loading", "Shanghai"),
        ("Shipping Sea freight LCL, Shanghai – Koper", "port_of_discharge", "Koper"),
        ("VESSEL   :  AMBER TERN     041W", "vessel", "AMBER TERN 041W"),
        ("Shipment : per M.V. AMBER TERN 041W, from RIZHAO to OSAKA", "vessel", "AMBER TERN 041W"),
        ("FROM DALIAN TO BREMEN BY SEA, PER AMBER TERN V.041W", "vessel", "AMBER TERN V.041W"),
        ("装运 Shipment: from Zhuhai to Dunedin by sea", "port_of_discharge", "Dunedin"),
        ("The goods are of German origin and have been weighed.", "country_of_origin", "DE"),
        ("All goods were produced in China and packed by us.", "country_of_origin", "CN"),
        ("四、货物原产于中国，最终目的国为越南。", "country_of_origin", "CN"),
        ("四、货物原产于中国，最终目的国为越南。", "country_of_destination", "VN"),
        ("唛头：BX／OSAKA／中国制造", "country_of_origin", "CN"),
        ("Packing: in drums, total net weight 4,500 kgs, total gross weight 4,680 kgs.", "total_gross_weight_kg", "4680"),
        ("TOTAL: 40 CARTONS, 61,400 PCS, N.W. 1,140.00 KGS", "total_quantity", "61400"),
        ("Payment is to be made by letter of credit at 30 days after sight, opened in our favour.", "payment_terms",
         "letter of credit at 30 days after sight"),
        ("兹根据第  KM-250318  号合同及贵司  4500-11  号订单，发运下列货物", "contract_number", "KM-250318"),
        ("兹根据第  KM-250318  号合同及贵司  4500-11  号订单，发运下列货物", "purchase_order_number", "4500-11"),
        ("付款方式为货前电汇全款", "payment_terms", "货前电汇全款"),
        ("Shipment from La Spezia, Italy to Nhava Sheva", "port_of_loading", "La Spezia, Italy"),
        ("Shipped from Guangzhou Baiyun Airport to Dublin\nHS CODE OF ITEM 1-6: 85051110", "port_of_loading",
         "Guangzhou Baiyun Airport"),
        ("自      上海      运至      大阪", "port_of_loading", "上海"),
        ("自      上海      运至      大阪", "port_of_discharge", "大阪"),
        ("由上海运往曼萨尼约", "port_of_discharge", "曼萨尼约"),
        ("The goods will be shipped from Antwerp, Belgium. The port of discharge is Busan.", "port_of_loading",
         "Antwerp, Belgium"),
        ("The goods will be shipped from Antwerp, Belgium. The port of discharge is Busan.", "port_of_discharge", "Busan"),
        ("Final destination of the goods: KOREA. Partial shipment is not allowed.", "country_of_destination", "KR"),
        ("Per AMBER TERN / 041W sailing from London Gateway to Helsinki", "vessel", "AMBER TERN / 041W"),
        ("Inspection is final. Country of origin is ESTONIA.", "country_of_origin", "EE"),
        ("The goods are of origin 中国 China.", "country_of_origin", "CN"),
        ("三、货物原产于中华人民共和国。", "country_of_origin", "CN"),
        ("二、货款按发票日后30天银行转账支付。", "payment_terms", "发票日后30天银行转账"),
        ("Payment shall be effected as follows: Cash against documents. Late payment costs interest.", "payment_terms",
         "Cash against documents"),
        ("Terms of payment: T/T. The goods will be shipped by sea.", "payment_terms", "T/T"),
        ("Prices: CFR Osaka Incoterms 2020. Insurance is to be covered by the buyer. Payment shall be effected in advance.",
         "incoterm", "CFR"),
        ("We herewith invoice you under No. NW/17-A dated 3 May 2025:", "document_number", "NW/17-A"),
        ("We herewith invoice you under No. NW/17-A dated 3 May 2025:", "issue_date", "2025-05-03"),
        ("Zahlbar innerhalb 10 Tagen mit 3 % Skonto, 60 Tage netto.", "payment_terms",
         "Zahlbar innerhalb 10 Tagen mit 3 % Skonto, 60 Tage netto"),
        ("Payable within 45 days of invoice date. Late payment costs interest.", "payment_terms",
         "Payable within 45 days of invoice date"),
        ("Xiamen Gaoqi (XMN) to Praha (PRG) by air", "port_of_loading", "Xiamen Gaoqi (XMN)"),
        ("备注：铽为管制物项，出口许可证号 25AA300127。", "licence_number", "25AA300127"),
        ("From Xiamen, China to Praha, Czech Republic by air freight.", "port_of_discharge", "Praha, Czech Republic"),
        ("As agreed we bill you under our number 25/0417 of 2 June 2025.", "document_number", "25/0417"),
        ("As agreed we bill you under our number 25/0417 of 2 June 2025.", "issue_date", "2025-06-02"),
        ("从宁波港发往釜山港。", "port_of_discharge", "釜山港"),
        ("All rotors are to be shipped from Zeebrugge. Insurance is for the buyer's account.", "port_of_loading",
         "Zeebrugge"),
        ("The port of shipment shall be Tianjin, partial shipment is allowed.", "port_of_loading", "Tianjin"),
    ],
)  # fmt: skip
def test_a_sentence_tells(text: str, name: str, value: str) -> None:
    assert value in believed(text, name)


def test_a_sentence_goes_on_in_the_next_line() -> None:
    page = """
SHIPPED PER M.V. AMBER TERN V.0231W FROM TIANJIN XINGANG TO
PORT KLANG UNDER BILL OF LADING NO. QDHS25071326
"""
    assert believed(page, "vessel", PACKING) == {"AMBER TERN V.0231W"}
    assert "PORT KLANG" in believed(page, "port_of_discharge", PACKING)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The old licence 25AA117730 was replaced.", "licence_number"),
        ("Packed in drums of 25 kg net / 27 kg gross", "total_net_weight_kg"),
        ("Port of loading: Nordhafen - Beilun", "port_of_discharge"),
        ("Packed with magnetic shielding as per IATA PI 953.", "vessel"),
        ("From Dalian to Bremen via Singapore", "vessel"),
        ("Delivery within 30 days from receipt of your payment to our bank", "port_of_loading"),
        ("The magnets are of good origin", "country_of_origin"),
        ("Total 12 pcs per carton", "total_quantity"),
        ("Payment shall be made in US dollars to our bank", "country_of_origin"),
        ("Packed in drums, net weight 25 kg per drum", "total_net_weight_kg"),
        ("The shipment from China to Germany is insured", "port_of_loading"),
        ("We deliver the goods to Hamburg by sea", "port_of_discharge"),
        ("备注：铽、镝出口许可证号 25-AA-300127、25-AA-300128，随货附报告。", "licence_number"),
        ("Payment by bank transfer to account 30 200 471", "payment_terms"),
        ("All goods are shipped from stock.", "port_of_loading"),
        ("Goods are shipped from China.", "port_of_loading"),
    ],
)
def test_a_sentence_does_not_tell(text: str, name: str) -> None:
    assert believed(text, name) == set()
