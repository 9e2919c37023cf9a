"""Extract: from a document to its record. Finders give candidates, the judge weighs them, arithmetic speaks last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.datatypes.document import INVOICES, DocType, Document
from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import join_texts
from extractor.datatypes.record import Record, SourceInfo
from extractor.engines.tagger import Tagger
from extractor.stages.extract import (
    assemble,
    creditcodes,
    currencies,
    customscodes,
    embedded,
    header,
    inwords,
    issuers,
    lines,
    mergedxml,
    parties,
    partsapart,
    partychoice,
    plainly,
    presumed,
    rivals,
    sharedgoods,
    toldsums,
    unread,
)
from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.goods import GoodsReading
from extractor.stages.extract.judge import Judge
from extractor.stages.extract.partycandidate import PartyCandidate
from extractor.stages.extract.tags import Tags
from extractor.values import textual


def fill(document: Document, tagger: Tagger, judge: Judge) -> Record:
    """Return what the document says, each value with its place and the probability that it is right.

    Papers of type `other` keep their text and give no fields that were not plainly there.
    """
    text = join_texts([segment.text for layout in document.layouts for segment in layout.segments])
    record = Record(
        source=_source(document),
        doc_type=str(document.doc_type),
        doc_type_confidence=document.confidence,
        languages=textual.languages(text),
    )
    if document.doc_type is DocType.OTHER:
        return record.with_(fields=plainly.fields(document))
    goods, candidates, companies = find(document, tagger)
    fields, doubts = assemble.choose_fields(candidates, judge)
    chosen = creditcodes.attach(partychoice.choose_parties(companies, judge), document)
    chosen = partsapart.attach(chosen, document, regions_of(goods))
    missed = unread.labels_without_value(document, regions_of(goods), fields, {party.role for party in chosen})
    record = record.with_(
        fields=fields,
        review_reasons=(*doubts, *missed),
        parties=chosen,
        lines=tuple(presumed.add(line) for line in assemble.choose_lines(goods, document.doc_type, judge)),
    )
    xml = embedded.read(document.source.attachments) if document.doc_type in INVOICES else None
    return record if xml is None else mergedxml.merge(record, xml)


def find(document: Document, tagger: Tagger) -> tuple[GoodsReading, list[Candidate], list[PartyCandidate]]:
    """Return everything that the finders believe of a document: goods, header candidates, companies."""
    goods = lines.find(document)
    taken = regions_of(goods)
    if document.doc_type is DocType.EXPORT_LICENCE:
        goods = sharedgoods.add(goods, document, taken)
    goods = customscodes.add(goods, document)
    found = header.find(document, taken)
    found += assemble.total_candidates(goods)
    if "currency" in header.FIELDS[document.doc_type]:
        found += currencies.find(document)
    found = assemble.settled_marks(assemble.settled_dates(found, document), document)
    found += toldsums.find(document, goods)
    found = toldsums.without_parts(assemble.settled_totals(found, goods))
    found = inwords.settled(toldsums.with_tax(found, document))
    found = assemble.gathered(found, document)
    tags = Tags(document, tagger)
    named = parties.find(document, taken)
    if document.doc_type is DocType.EXPORT_LICENCE:
        named = rivals.by_own_labels([*named, *issuers.find(document)])
    companies = [company.witnessed(tags) for company in named]
    return goods, [tags.witness(candidate) for candidate in found], companies


def regions_of(goods: GoodsReading) -> dict[int, Sequence[Box]]:
    """Return the regions of goods tables by page."""
    taken: dict[int, list[Box]] = defaultdict(list)
    for page, box in goods.regions:
        taken[page].append(box)
    return dict(taken)


def _source(document: Document) -> SourceInfo:
    source = document.source
    return SourceInfo(source.name, source.sha256, source.media_type, document.pages, source.page_count, source.parent)
