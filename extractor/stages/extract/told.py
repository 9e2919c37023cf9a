"""Header values told in sentences, which may be broken over lines: the voyage, where the goods are from, what they weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from extractor.datatypes.layout import Segment, join_texts
from extractor.stages.extract import kinds
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.stages.extract.surroundings import WRAP_GAP, Surroundings
from extractor.values import countries

_PLACE = r"[A-Z\u4e00-\u9fff](?:[^:;.\d。；，]|\.(?=\S)){1,39}?"
"""A name as sentences give it: with a capital, up to what ends a clause; `U.S.A.` is one."""
_END = (
    r"(?=\s+(?i:by|via|per|under|within|on|in|with|as|against|latest|not|before|during|for|and|partial\w*)\b"
    r"|\s*[.,;:，。；(（]|\s*$)"
)
_VOYAGE = re.compile(
    r"(?i:\b(?:ship(?:ped|ment|ping)?|des?patch(?:ed)?|forwarded|sail\w*|transport\w*|vessel)\b|\b(?i:m\.?/?v\.|m/v|s\.?/?s\.)|装运|运输)"
    rf"(?:[^.;。；]|\.(?!\s+[A-Z][a-z])){{0,80}}?\b(?i:from)\s+(?P<port_of_loading>{_PLACE})\s+(?:(?i:to)|→)\s+(?P<port_of_discharge>{_PLACE}){_END}"
)
"""`The goods will be shipped from Huangpu to Chennai within 45 days`."""
_SHIP = re.compile(
    r"\b(?i:from)\s.{3,60}?\s(?i:to)\s.{3,60}?\b(?i:per)\s+"
    r"(?P<named>[A-Z][A-Z .'-]{2,30}?\s(?:V(?:OY)?\.?\s?)?\d{2,5}[A-Z]{0,2}(?:-\d{1,4}[A-Z]{0,2})?)\b"
    r"|^(?i:per)\s+(?P<sails>[A-Z][A-Z0-9 .'/-]{2,30}?\d[A-Z0-9]{0,4})\s+(?i:sailing\s+)?(?i:from)\b"
    r"|\b(?i:per|by|on)\s+(?:the\s+)?(?i:m\.?\s?/?v\.|m/v|s\.?/?s\.|vessel)\s*"
    r"[\"“]?(?P<vessel>[A-Z0-9][\w .'/-]{2,40}?)[\"”]?,?"
    r"(?=\s+(?i:from|to|on|under|sailing|dated)\b|[,;:()]|\.?\s*$)"
)
"""`Shipped per M.V. "ORION" V.12W from Shanghai`, `from Shanghai to Bari by sea, per ORION V.12W`."""
_HAN_VOYAGE = re.compile(
    r"[自由从從](?P<port_of_loading>[\u4e00-\u9fff]{2,8}?)(?:海运|空运|运|發|发)?[至往到](?P<port_of_discharge>[\u4e00-\u9fff]{2,10})"
)
"""`自上海运至汉堡`."""
_CAPITALS = r"(?:[A-Z(][\w'’.,()/-]*)(?:\s+(?:[A-Z(][\w'’.,()/-]*|of|de|la|el|do|del|am|an|der)){0,4}"
_CARRIED = re.compile(
    rf"(?:(?i:from)\s+)?(?P<port_of_loading>{_CAPITALS})\s+(?i:to)\s+(?P<port_of_discharge>{_CAPITALS}),?\s+"
    r"(?i:(?:by|via|per)\s+(?:sea|ocean|air|vessel|road|rail|truck|courier|express)(?:\s?(?:freight|cargo|mail))?)\W*"
)
"""`Shanghai Pudong (PVG) to Vienna (VIE) by air`, on a line of its own."""
_PORT_IS = re.compile(
    rf"\b(?i:port\s+of\s+(?P<end>loading|shipment|discharge|destination)\s+(?:is|will\s+be|shall\s+be))\s+(?P<port>{_PLACE}){_END}"
)
"""`The port of discharge is Busan.`"""
_SHIPPED_FROM = re.compile(rf"\b(?i:be\s+shipped\s+from)\s+(?P<port>{_PLACE})(?=\.(?:\s|$))")
"""`The goods will be shipped from Antwerp, Belgium.`, without where to."""
_BOUND_FOR = re.compile(
    rf"\b(?i:(?:final|ultimate)\s+destination(?:\s+of\s+the\s+goods)?\s*(?:is\b|[:：]))\s*(?P<country>{_PLACE}){_END}"
)
"""`Final destination of the goods: KOREA.`"""
_COMMA_COUNTRY = re.compile(rf",\s*(?P<country>[A-Z][A-Za-z. ]{{1,30}}?)(?:{_END})")
_ORIGIN = re.compile(
    r"\bcountry\s+of\s+origin\s+is\s+(?:the\s+)?(?P<named>[A-Z][A-Za-z.]*(?:\s[A-Z][A-Za-z.]*){0,3})"
    r"|\bgoods\s+are\s+of\s+origin\s+(?P<both>[\u4e00-\u9fff]{2,7})"
    r"|\b(?:is|are|goods|products?|magnets?|materials?|commodit(?:y|ies)|all)\s+(?:is\s+|are\s+)?"
    r"of\s+(?P<adjective>[A-Z][\w.]*(?:\s[A-Z]\w*)?)\s+origin\b"
    r"|\b(?:made|manufactured|produced)\s+in\s+(?:the\s+)?(?P<latin>[A-Z][A-Za-z.]*(?:\s[A-Z][A-Za-z.]*){0,3})"
    r"|原产于(?P<from>[\u4e00-\u9fff]{2,8})|(?P<made>[\u4e00-\u9fff]{2,4}?)制造(?![\u4e00-\u9fff])",
    re.IGNORECASE,
)
"""`The goods are of Chinese origin`, `Made in China`, `货物原产于中国`, `中国制造`."""
_PAYMENT = re.compile(
    r"\bpayment\s+(?:is|shall|to|will|must)\s+(?:to\s+)?(?:be\s+)?(?:made|effected|paid)?\s*(?:by|through|via)\s+"
    r"(?P<terms>[^.;,]{6,90}?)(?=[.;,]|\s+(?:in favou?r|opened)\b|$)"
    r"|\bpayment\s+(?:shall|will|is\s+to)\s+be\s+(?:made|effected)\s+as\s+follows\s*:\s*(?P<follows>[^.;]{3,90}?)(?=[.;]|$)"
    r"|货款按(?P<han>[^。；]{3,40}?)支付",
    re.IGNORECASE,
)
"""`Payment is to be made by irrevocable letter of credit at 60 days sight, opened in our favour`."""
_INVOICED = re.compile(
    r"\bwe\s+(?:here(?:with|by)\s+)?(?:invoice|bill|charge|debit)\s+you\b[^.:;\d]{0,30}\b(?:no|nr|number)\b[.:\s]*"
    r"(?P<document_number>(?=\S*\d)[A-Z0-9][\w/.-]{2,28})(?:\s+(?:dated|of|dd\.?)\s+(?P<issue_date>\S[^:;]{5,24}?)(?=[.:;]?\s*$))?",
    re.IGNORECASE,
)
"""`We herewith invoice you under No. CI-117 dated 3 May 2025:`"""
_REFERENCE = re.compile(
    r"(?<![A-Z0-9/-])(?P<number>(?=[A-Z/-]{0,8}\d)[A-Z0-9][A-Z0-9/.-]{3,28})\s*号\s*"
    r"(?P<what>(?:销售|购销|采购)?(?:合同|订单)|信用证|发票|提单|(?:出口)?许可证)"
)
"""`兹根据第KM-250318号合同及贵司6100-20417号订单`: the number stands before what it numbers."""
_NUMBER_OF = {
    "合同": "contract_number",
    "订单": "purchase_order_number",
    "信用证": "letter_of_credit_number",
    "发票": "invoice_number",
    "提单": "bl_number",
    "许可证": "licence_number",
}
_LICENCES = re.compile(r"(?<!\w)\d{2}-?[A-Z0-9]{2}-?\d{6}(?![\w-])")
"""A text that names several licences, or an earlier one, tells none."""
_NEAR = 30
_MONEY = re.compile(r"\b(?:pay|paid|remit|settle|transfer)", re.IGNORECASE)
_CURRENCY = re.compile(r"\b(?:dollars?|currency|funds|pounds?|francs?|yen)\b", re.IGNORECASE)
"""`Payment to be made in US dollars` tells of no goods."""
_PAYABLE = re.compile(
    r"(?:^|(?<=\.\s))(?P<terms>(?:zahlbar|zahlung|payable|payment(?:\s+is)?(?:\s+due)?|paiement|règlement|pagamento|"
    r"pagabile|pagadero|pago|betaling|betaalbaar)\s+(?:(?:rein|netto?|strictly|fällig|immediately|sofort)\s+)*"
    r"(?:(?:innerhalb|binnen|within|in|à|a|entro|dentro|sous|under)\b.{0,12}?)?\d{1,3}\s?"
    r"(?:days?|tagen?|jours|giorni|días|dagen)\b[^:;]{0,110}?)(?<![,&])(?=\.?\s*$|\.\s+[A-ZÄÖÜ])",
    re.IGNORECASE,
)
"""`Zahlbar innerhalb 14 Tagen mit 2 % Skonto, 30 Tage netto.`"""
_EACH = re.compile(r"\b(?:each|per|every)\b|每", re.IGNORECASE)
_WEIGHTS = re.compile(
    r"\b(?:total\s+)?(?P<kind>net|gross)\s+weight\s*(?:of|is)?\s*"
    r"(?P<weight>\d[\d,. ']*\s*(?:kgs?|kilos?|m/?ts?|tons?|tonnes?|lbs?)\b)"
    r"(?!\s*(?:/|per\b|each\b|net each|a\b))",
    re.IGNORECASE,
)
"""`total net weight 33,500 kgs, total gross weight 33,768 kgs`."""
_LICENSED = re.compile(
    r"(?:\b(?:licen[cs]e|lizenz|(?:ausfuhr|export)(?:genehmigung|lizenz)|permit)\b|许可证)(?:\s*(?:(?:no|nr|number)\b\.?|编号|号码|号))?"
    r"[\s:：]*(?P<licence>\d{2}-?[A-Z0-9]{2}-?\d{6})(?![\w-])",
    re.IGNORECASE,
)
"""`exported under licence 25AA104417 of the People's Republic of China`: a number of the shape of today's licences."""
_SUPERSEDED = re.compile(
    r"\b(?:previous|former|old|expired|replac\w+|supersed\w+|instead|vorige|frühere|abgelaufen\w*|ersetzt)\b|原许可|原出口|旧许可|代替|失效|过期|到期|作废",
    re.IGNORECASE,
)
"""What a sentence says that speaks of a licence which these goods do not go under."""
_WEIGHED = re.compile(
    r"\b(?:weights?|gewicht|poids|peso)\b[^.;\d]{0,20}(?P<first>\d[\d,. ']*\s*(?:kgs?|m/?ts?|tons?|tonnes?|lbs?))\s*"
    r"(?P<kind>net|gross)\b\W+(?:and\s+)?(?P<second>\d[\d,. ']*\s*(?:kgs?|m/?ts?|tons?|tonnes?|lbs?))\s*(?P<other>net|gross)\b"
    r"(?!\s*(?:each|per)\b)",
    re.IGNORECASE,
)
"""`Weight: about 745 kg net / 798 kg gross`: what is weighed stands behind its weight."""
_BLANK = re.compile(r"号\s?[\u4e00-\u9fff]")
"""What goes on behind a number that was filled into a blank: `第 ____ 号合同`."""
_LEAVES = frozenset({"自", "由", "从", "從"})
"""What stands before the first of two blanks for a voyage: `自 ____ 运至 ____`."""
_COUNTED = re.compile(
    r"(?:\btotal|共计|合计|总计)\b[^.;\d]{0,12}(?:\d[\d,]*\s*[^\W\d]+\s*[,，/]\s*)?"
    r"(?P<count>\d[\d,]*\s*(?:pcs|pieces|sets|nos|只|片|套|个))(?!\s*(?:/|per|[x×*]))(?=\W|$)",
    re.IGNORECASE,
)
"""`TOTAL: 64 CARTONS, 61,400 PCS, N.W. 1,140 KGS`."""
_FULL = 0.8
"""Share of the next line's reach that a line fills before it is broken."""
_FEWEST_WORDS = 5
"""Words of a line from which on it may be broken running text."""
_MOST_LINES = 12
_SURELY = {"label": 1.0, "delimited": 1.0, "lines": 1.0, "at_inline": 1.0}
"""What a whole sentence says: as much as a label with its colon."""


def find(wanted: Set[str], around: Surroundings) -> Iterator[Candidate]:
    """Yield what the page's sentences tell."""
    for paragraph in _paragraphs(around):
        words = tuple(word for segment in paragraph for word in segment.words)
        text = join_texts([word.text for word in words])
        page = paragraph[0].page
        for name, start, end, value in _told(text, paragraph[0].text):
            if name in wanted:
                parsed = kinds.PARSERS[name](value, None)
                if parsed is not None:
                    place = words_of(words, start, end)
                    evidence = {**_SURELY, "fit": parsed.fit, "has_unit": float(bool(parsed.unit))}
                    evidence["ambiguous"] = float(len(parsed.others))
                    yield Candidate(
                        name, parsed.value, place, page, "label", evidence, parsed.alt, text[start:end], parsed.others
                    )


def _told(text: str, first: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield field, place and print of each value that a text tells; its `first` line may tell the voyage alone."""
    voyage = _VOYAGE.search(text) or _VOYAGE.search(first) or _CARRIED.fullmatch(first)
    if voyage is not None:
        for name in ("port_of_loading", "port_of_discharge"):
            start, end = voyage.span(name)
            if (
                "," not in voyage[name]
                and countries.find(voyage[name]) is not None
                and countries.find(voyage[name]) not in countries.CITY_STATES
            ):
                continue  # `shipment from China to Germany` names no ports
            land = _COMMA_COUNTRY.match(text, end)
            end = land.end() if land is not None and countries.find(land["country"]) is not None else end
            yield name, start, end, text[start:end]
    han = _HAN_VOYAGE.fullmatch(text.replace(" ", "").strip("。"))
    if han is not None:
        yield from ((name, at := text.find(port), at + len(port), port) for name, port in han.groupdict().items())
    for named in _PORT_IS.finditer(text):
        name = "port_of_loading" if named["end"].lower() in {"loading", "shipment"} else "port_of_discharge"
        yield name, *named.span("port"), named["port"]
    left = _SHIPPED_FROM.search(text) if voyage is None else None
    if left is not None and countries.find(left["port"].split(",")[0]) is None:
        yield "port_of_loading", *left.span("port"), left["port"]
    bound = _BOUND_FOR.search(text)
    if bound is not None:
        yield "country_of_destination", *bound.span("country"), bound["country"]
    ship = _SHIP.search(text)
    if ship is not None:
        group = next(name for name, value in ship.groupdict().items() if value)
        yield "vessel", *ship.span(group), ship[group]
    for found in _ORIGIN.finditer(text):
        group = next(name for name, value in found.groupdict().items() if value is not None)
        code = _country(found[group])
        paid = _MONEY.search(text[max(0, found.start() - _NEAR) : found.start()]) or _CURRENCY.search(found.group())
        if code is not None and not paid:
            yield "country_of_origin", *found.span(group), code
    payment = _PAYMENT.search(text)
    if payment is not None:
        group = next(name for name, value in payment.groupdict().items() if value)
        yield "payment_terms", *payment.span(group), payment[group]
    payable = _PAYABLE.search(text)
    if payable is not None:
        yield "payment_terms", *payable.span("terms"), payable["terms"]
    invoiced = _INVOICED.search(text)
    if invoiced is not None:
        yield from ((name, *invoiced.span(name), value) for name, value in invoiced.groupdict().items() if value)
    for found in _REFERENCE.finditer(text):
        name = next(field for word, field in _NUMBER_OF.items() if found["what"].endswith(word))
        yield name, *found.span("number"), found["number"]
    yield from _licensed_goods(text)


def _licensed_goods(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield the licence that goods go under, their number and weights."""
    counted = _COUNTED.search(text)
    if counted is not None:
        yield "total_quantity", *counted.span("count"), counted["count"]
    licence = _LICENSED.search(text)
    if licence is not None and len(set(_LICENCES.findall(text))) == 1 and not _SUPERSEDED.search(text):
        yield "licence_number", *licence.span("licence"), licence["licence"]
    weighed = _WEIGHED.search(text)
    if weighed is not None and weighed["kind"].lower() != weighed["other"].lower():
        yield f"total_{weighed['kind'].lower()}_weight_kg", *weighed.span("first"), weighed["first"]
        yield f"total_{weighed['other'].lower()}_weight_kg", *weighed.span("second"), weighed["second"]
    for found in _WEIGHTS.finditer(text):
        if _EACH.search(text[max(0, found.start() - _NEAR) : found.start()]):
            continue
        yield f"total_{found['kind'].lower()}_weight_kg", *found.span("weight"), found["weight"]


def _country(text: str) -> str | None:
    """Return the country that the first words of a text name, the most words first."""
    words = text.rstrip(".").split()
    return next((c for n in range(len(words), 0, -1) if (c := countries.of_adjective(" ".join(words[:n])))), None)


def _paragraphs(around: Surroundings) -> Iterator[tuple[Segment, ...]]:
    """Yield the page's running text: each piece of print with the lines that it goes on in."""
    segments = around.layout.segments
    later: set[int] = set()
    for index, segment in enumerate(segments):
        if index in later or around.is_taken(segment.box):
            continue
        members = [index]
        while len(members) < _MOST_LINES:
            below = _rest(members[-1], around)
            if below is None:
                break
            members.append(below)
        later.update(members)
        yield tuple(segments[member] for member in members)
    for line in around.layout.lines:
        pieces = tuple(segments[index] for index in line if not around.is_taken(segments[index].box))
        blank = any(_BLANK.match(piece.text) for piece in pieces) or (pieces and pieces[0].text in _LEAVES)
        if len(pieces) > 1 and blank:
            yield pieces


def _rest(index: int, around: Surroundings) -> int | None:
    """Return the line in which a full line of running text goes on."""
    segment = around.layout.segments[index]
    below = around.beneath(index, WRAP_GAP, aligned=True)
    if below is None or len(segment.text.split()) < _FEWEST_WORDS:
        return None
    other = around.layout.segments[below]
    full = segment.box.x1 - segment.box.x0 >= _FULL * (other.box.x1 - segment.box.x0)
    return below if full and not around.is_taken(other.box) and not around.is_label(other) else None
