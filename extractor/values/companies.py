"""Company names in print: where a name ends and its address begins, and whether a text looks like a company at all."""

from __future__ import annotations

import re
from functools import cache

from extractor.gazetteer.companywords import name_words
from extractor.gazetteer.countries import legal_forms
from extractor.values import legalform, textual

_HAN_FORMS = re.compile(
    r"(?:有限责任公司|有限公司|公司|集团|集團|厂|廠|株式会社|有限会社|有限責任公司|研究院|研究所|商行|[贸貿]易行|[经經][营營]部|"
    r"门市部|合作社|中心|合同会社|[(（]株[)）]|㈱|주식회사|유한회사|유한책임회사|[(（]주[)）]|㈜)"
)
_WORDS = re.compile(
    r"\b(?:industries|industrial|trading|technolog(?:y|ies)|magnetics?|materials?|metals?|motors?|electronics?|"
    r"international|enterprises?|manufactur\w*|systems|group|works|werke|holdings?|corporation|company|logistics)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:no\.?\s*\d+|road|rd\.?|street|st\.|avenue|ave\.?|lane|floor|building|bldg|district|province|zone|park|"
    r"stra(?:ß|ss)e|str\.|weg|platz|via|viale|rue|calle|avda|p\.?\s?o\.?\s?box|postfach|industrial area|suite|unit \d|"
    r"chome|-dong|-gu|-si|-ro|-gil|-ku|-shi|ul\.|ulica|utca)(?![a-z])|路|街|号|区|省|市.{0,6}[县区镇]|大道|丁目|番地|"
    r"[가-힣]{1,10}(?:로|길)\s?\d|[가-힣]{1,6}(?:시|군|구)\s[가-힣]",
    re.IGNORECASE,
)
_ASIAN_LEAD = re.compile(
    r"\s*(?:株式会社|有限会社|合同会社|[(（]株[)）]|㈱|주식회사|유한회사|[(（]주[)）]|㈜)\s*(?=\w)"
)
_END_OF_LED_NAME = re.compile(r"\s*(?:[,，;；(（]|\s-\s|\d)")
_SITE_WORDS = r"(?:plant|factory|works|branch(?: office)?|division|warehouse|(?:distribution|logistics) cent(?:er|re))"
_SITE_LEADS = (
    r"(?:Werk|Zweigwerk|Niederlassung|Lager|Zentrallager|"
    r"(?:Stabilimento|Magazzino|Usine|Entrepôt|Planta|Fábrica|Almacén)(?:\s+d[ie])?)"
)
_SITE_NUMBER = r"(?:\s+(?:no\.?\s*)?(?:\d{1,2}|[IVX]{1,4}|[A-D]))?"
_ASIAN_SITES = "(?:分厂|工厂|工場|分公司|支店|仓库|倉庫|事业部|事業部|営業所|营业部|制造部|製作所)"
_SITE = re.compile(
    rf"(?:\s*[-–—]\s*(?:[^\W\d_][\w.'-]*\s+){{0,2}}(?:{_SITE_WORDS}|unit){_SITE_NUMBER}"
    rf"|\s*[,–—-]\s*(?:(?:[^\W\d_][\w.'-]*\s+){{1,2}}{_SITE_WORDS}|{_SITE_LEADS}(?:\s+[^\W_][\w.'-]*){{1,2}})"
    rf"|\s+(?:(?:[^\W\d_][\w.'-]*\s+){{0,2}}{_SITE_WORDS}{_SITE_NUMBER}|{_SITE_LEADS}(?:\s+[^\W_][\w.'-]*){{1,2}})"
    rf"|\s*[(（](?:[^\W\d_][\w.'-]*\s+){{0,2}}{_SITE_WORDS}{_SITE_NUMBER}[)）]"
    rf"|\s?[\u3040-\u9fff]{{0,8}}?{_ASIAN_SITES})(?=\s*(?:$|[,，;；]))",
    re.IGNORECASE,
)
"""A plant or branch right behind a company's form: `A Ltd. - Unit II`, `A K.K., Harbour Plant`, `A GmbH - Werk Nord`,
`A Co., Ltd. Northern Plant`, `某某公司南山分厂`."""
_SITE_ALONE = re.compile(
    rf"(?:[-–—]\s*)?(?:(?:[^\W\d_][\w'-]*\s+){{0,2}}{_SITE_WORDS}{_SITE_NUMBER}"
    rf"|{_SITE_LEADS}(?:\s+[^\W_][\w'-]*){{1,2}}|{_ASIAN_SITES})\s*$",
    re.IGNORECASE,
)
_WORKS_END = re.compile(r"\b(?:factory|works|mill|plant|institute|enterprise)$", re.IGNORECASE)
_SAME_AS = re.compile(r"\W*(?:the )?same as\b", re.IGNORECASE)
"""`Same as consignee` has no `a.s.` in it."""
_SYLLABLE = 2
"""Letters of a form that may as well be a syllable."""
_POSTCODE = re.compile(r"\b\d{3,6}(?:[- ]\d{3,4})?\b")


@cache
def _latin_forms() -> re.Pattern[str]:
    forms = {
        name
        for form in legal_forms()
        if form.finds
        for name in (form.form, *form.aliases)
        if name.isascii() or name[0].isascii()
    }
    spelled = sorted((_spelled(form) for form in forms), key=len)
    # OCR drops spaces: `EmilianaS.p.A.` ends with its form all the same; `U.S.A.` has no form in it.
    begins = r"(?:(?<!\w)(?<!\b[A-Z]\.)|(?-i:(?<=[a-zà-ÿ])(?=[A-Z])))"
    return re.compile(rf"{begins}(?:{'|'.join(reversed(spelled))})(?!\w)\.?", re.IGNORECASE)


def _spelled(form: str) -> str:
    """Return the pattern of a form; two letters must be in its own case or capitals: `Jing Ou` ends with no `OÜ`."""
    pattern = re.escape(form).replace(r"\ ", r"\s*").replace(r"\.", r"[.,]?\s*")
    return f"(?-i:{pattern}|{pattern.upper()})" if len(form) == _SYLLABLE and form.isalpha() else pattern


def form_end(text: str) -> int | None:
    """Return where the legal form of the first company in a text ends, None where there is none.

    Where the form stands first, `株式会社` or `PT`, the name behind it belongs to it.
    """
    if _SAME_AS.match(text):
        return None
    asian = _ASIAN_LEAD.match(text)
    lead = asian.end() if asian is not None else legalform.lead_end(text)
    return _later_form_end(text) if not lead else lead + _led_name_end(text[lead:], asian is not None)


def _led_name_end(text: str, asian: bool) -> int:
    """Return where a name ends whose form stands before it: at a comma, a bracket, a figure; an Asian one at a space."""
    mark = _END_OF_LED_NAME.search(text)
    stop = mark.start() if mark else len(text)
    space = text.find(" ", 0, stop)
    return space if asian and space > 0 and textual.has_asian(text[:space]) else stop


def _later_form_end(text: str) -> int | None:
    han = _HAN_FORMS.search(text)
    latin = [match for match in _latin_forms().finditer(text) if match.start() > 0]
    ends = [match.end() for match in latin]
    if han is not None and (not ends or han.end() < ends[0]):
        end = han.end()
        while (more := _HAN_FORMS.match(text, end)) is not None:
            end = more.end()
        return end
    if not ends:
        return None
    end = ends[0]
    for match in latin[1:]:
        between = re.findall(r"[^\W\d_]+", text[end : match.start()].casefold())
        if all(word in _trade_words() for word in between) and not any(c.isdigit() for c in text[end : match.start()]):
            end = match.end()  # `Hexi Rare Earth Group Export Co., Ltd.`
    return end


def is_site(text: str) -> bool:
    """Say whether a line is a company's plant or branch and nothing else: `Factory` below `A Co., Ltd. Northern`,
    `Stabilimento di Lodi` below `A S.p.A.`
    """
    return _SITE_ALONE.match(text) is not None


def is_works(text: str) -> bool:
    """Say whether a line is a name that ends as those of works without a form do: `HARBOUR MAGNET PRODUCTS FACTORY`."""
    plain = text.rstrip(" .)")
    return _WORKS_END.search(plain) is not None and len(plain.split()) > 2 and not re.search(r"[\d,:]", plain)


def is_lead(text: str) -> bool:
    """Say whether a text is a legal form that stands before names, and nothing else: `CONG TY TNHH`, `株式会社`."""
    plain = text.strip()
    asian = _ASIAN_LEAD.match(f"{plain}x")
    return (asian is not None and asian.end() == len(plain)) or legalform.lead_end(f"{plain} x") == len(plain) + 1


def is_translation(name: str, other: str) -> bool:
    """Say whether two lines in one script are a company's name in two languages: other forms, a word of its own in both,
    `CONG TY TNHH DONG BAC` over `DONG BAC COMPANY LIMITED`.
    """
    ends = form_end(name), form_end(other)
    if None in ends or ends[1] != len(other.rstrip(" .,")):
        return False
    first, second = ({word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text)} for text in (name, other))
    return bool(legalform.lead_end(name)) != bool(legalform.lead_end(other)) and bool((first & second) - _trade_words())


def form_spans(text: str, following: str) -> bool:
    """Say whether a legal form begins in one line and ends in the next: `S. DE R.L.` over `DE C.V.`."""
    whole = f"{text.rstrip()} {following}"
    return any(match.start() < len(text.rstrip()) < match.end() - 1 for match in _latin_forms().finditer(whole))


def is_form(text: str) -> bool:
    """Say whether a text is a legal form and nothing else: `S. DE R.L. DE C.V.`, `Co., Ltd.`."""
    bare = _HAN_FORMS.sub("", _latin_forms().sub("", text)).strip(" .,&()（）")
    return form_end(f"- {text}") is not None and not bare


def is_rest_of_name(text: str) -> bool:
    """Say whether a line is no name of its own but the end of one: trade words and a form, `(Group) Co., Ltd.`."""
    if is_form(text):
        return True
    end = form_end(text)
    if end is None or end < len(text.rstrip(" .,)")) - 1:
        return False
    form = next((match for match in _latin_forms().finditer(text) if match.end() >= end), None)
    if form is None:
        return False
    words = re.findall(r"[^\W\d_]+", text[: form.start()].casefold())
    return all(word in _trade_words() for word in words)


@cache
def _trade_words() -> frozenset[str]:
    spelled = (form for entry in name_words() for form in (entry.word, *entry.variants))
    return frozenset(word for form in spelled for word in form.casefold().split()) | {"and", "of"}


def likeness(text: str) -> float:
    """Return how much a line looks like a company's name, 0 to 1."""
    if not any(c.isalpha() for c in text) or len(text) > 120:
        return 0.0
    score = 0.25
    end = form_end(text)
    if end is not None:
        score += 0.5 if end >= len(text.rstrip(" .,)")) - 1 else 0.35
    if _WORDS.search(text):
        score += 0.15
    if address_likeness(text) > 0.5 and end is None:
        score -= 0.25
    if text[:1].islower() or text.rstrip().endswith((":", "：")):
        score -= 0.2
    return max(0.0, min(1.0, score))


def address_likeness(text: str) -> float:
    """Return how much a line looks like a part of an address, 0 to 1."""
    score = 0.5 * bool(_ADDRESS.search(text)) + 0.3 * bool(_POSTCODE.search(text)) + 0.2 * ("," in text)
    return min(1.0, score)


def part(text: str) -> tuple[str, str]:
    """Split one line that holds a name and its address into the two; the address is empty where there is none."""
    body = textual.clean(text)
    end = form_end(body)
    if end is None:
        head, comma, tail = body.partition(",")
        if comma and address_likeness(tail) >= 0.5 and not address_likeness(head):
            return head.strip(), tail.strip(" ,")
        return body.strip(" ,;"), ""
    end = len(body[:end].rstrip(" ,，"))
    name, rest = body[:end], body[end:]
    closing = re.match(r"\s*[)）][^,，;；]{0,30}", rest)
    if closing and name.count("(") + name.count("（") > name.count(")") + name.count("）"):
        name, rest = name + closing.group(), rest[closing.end() :]
    site = _SITE.match(rest)
    if site:
        name, rest = name + site.group(), rest[site.end() :]
    rest = rest.strip(" ,，;；")
    return name.strip(" ,，;；"), rest
