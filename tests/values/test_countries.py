"""Countries: by every print of a name, and in addresses only where they are printed."""

import pytest

from extractor.gazetteer import Country
from extractor.gazetteer import countries as known
from extractor.values import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("德国", "DE"), ("Germany", "DE"), ("GERMANY (德国)", "DE"), ("Germany/德国", "DE"), ("DE", "DE"),
        ("印度 India", "IN"), ("印度INDIA", "IN"), ("JAPAN日本", "JP"), ("日本JAPAN", "JP"), ("美国USA", "US"),
        ("USA 美国", "US"), ("P.R.CHINA", "CN"), ("P. R. China", "CN"), ("PEOPLE'S REPUBLIC OF CHINA", "CN"),
        ("中华人民共和国", "CN"), ("CHINA (CN)", "CN"), ("Made in China", "CN"), ("原产地：中国", "CN"),
        ("Republic of Korea", "KR"), ("Korea, Republic of", "KR"), ("Korea (South)", "KR"), ("한국", "KR"),
        ("U.S.A.", "US"), ("UK", "GB"), ("The Netherlands", "NL"), ("Viet Nam", "VN"), ("Türkiye", "TR"),
        ("HONG KONG, CHINA", "HK"), ("TAIWAN, CHINA", "TW"), ("臺灣", "TW"), ("CHlNA", "CN"), ("Deutschland", "DE"),
        ("印度 (111)", "IN"), ("Ulm, Germany", "DE"), ("GERMANY.", "DE"),
    ],
)  # fmt: skip
def test_names(text: str, code: str) -> None:
    assert countries.find(text) == code


@pytest.mark.parametrize(
    "text", ["", "de", "in", "no", "it", "the", "142", "Hamburg", "GERMAN", "Magnet", "Italy/Germany", "x" * 70]
)
def test_other_texts_name_no_country(text: str) -> None:
    assert countries.find(text) is None


@pytest.mark.parametrize("country", known(), ids=lambda one: str(one.code))
def test_the_names_of_every_country_are_found(country: Country) -> None:
    for name in (country.name_en, country.name_zh, country.code):
        assert countries.find(name) == country.code


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("No. 3 Lianhe Road, Ningbo 315000, P.R.CHINA", "CN"),
        ("Ningbo, Zhejiang, P.R. OF CHINA", "CN"),
        ("Ningbo City, Zhejiang Prov., P.R. China (315100)", "CN"),
        ("Ningbo, China 315800", "CN"),
        ("Ningbo, Zhejiang, CN", "CN"),
        ("Ningbo, CHlNA", "CN"),
        ("P.R.China, Ningbo, Lianhe Road 3", "CN"),
        ("中国浙江省宁波市联合路3号", "CN"),
        ("中国（上海）自由贸易试验区", "CN"),
        ("香港九龙联合道1号", "HK"),
        ("Kowloon, Hong Kong, China", "HK"),
        ("Taipei, Taiwan (R.O.C.)", "TW"),
        ("5 Gil, Guro-gu, Seoul 08389, Republic of Korea", "KR"),
        ("Busan, S. Korea", "KR"),
        ("Gyeonggi-do, 韩国", "KR"),
        ("德国 乌尔姆", "DE"),
        ("东京都, 日本", "JP"),
        ("日本国東京都千代田区1-1", "JP"),
        ("Tokyo 100-0001 Japan", "JP"),
        ("12 Main St, Springfield, IL 62701 USA", "US"),
        ("Jordan Street 5, London, UK", "GB"),
        ("Belfast, Northern Ireland", "GB"),
        ("89073 Ulm, Germany. Tel: +49 731 000", "DE"),
        ("Praha 4, Czech Republic, VAT CZ123", "CZ"),
        ("5 Rue de la Paix, France 75001", "FR"),
        ("Chennai, TAMIL NADU, INDIA 600001", "IN"),
        ("Unit 5, Singapore 629123", "SG"),
        ("1000 Bruxelles - Belgique", "BE"),
        ("Tbilisi, Georgia", "GE"),
        ("Ulm, The Federal, Germany", "DE"),
    ],
)
def test_addresses(address: str, code: str) -> None:
    assert countries.of_address(address) == code


@pytest.mark.parametrize(
    "address",
    [
        "",
        "浙江省杭州市联合街36号",
        "22 Industrial Area, Bengaluru 560058",
        "89073 Ulm",
        "China Road 5, Ningbo",
        "Atlanta, Georgia 30301",
        "Georgia, Atlanta",
        "Lebanon, NH",
        "Lebanon, NH 03766",
        "Wilmington, DE",
        "90230-010 Porto Alegre, RS",
        "Rua do Porto 4, 77001-020 Palmas, TO",
        "Los Angeles, CA",
        "Santa Fe, New Mexico",
        "Newark, New Jersey",
        "Turkey Creek Rd, Knoxville TN",
        "Via Torino 12, Cuneo (CN)",
        "Kaohsiung",
        "IN",
    ],
)
def test_a_city_or_state_names_no_country(address: str) -> None:
    assert countries.of_address(address) is None


@pytest.mark.parametrize(("text", "code"), [("Chinese", "CN"), ("SOUTH KOREAN", "KR"), ("Japan", "JP"), ("good", None)])
def test_of_adjective(text: str, code: str | None) -> None:
    assert countries.of_adjective(text) == code
