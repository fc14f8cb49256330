"""The ledger of a capacity target as a sentence, with what would change it."""

from __future__ import annotations

from geodata.catalogue import Catalogue
from geodata.findings import Finding
from geodata.ledger import Ledger
from geodata.names import city_name
from geodata.vocabulary import Language
from geodata.words_findings import phrase


def ledger_finding(record: Catalogue, entry: Ledger, language: Language) -> Finding:
    """The ledger of one capacity target as a sentence."""
    bound = phrase(f"bound_{entry.comparator}", language)
    parts = [
        phrase(
            "target",
            language,
            city=city_name(record, entry.document_id, language),
            year=entry.year,
            indicator=entry.indicator_zh if language == "zh" else entry.indicator_en,
            bound=bound,
            mw=_mw(entry.target_mw),
            scope=entry.scope_zh,
        )
    ]
    if entry.operating:
        parts.append(
            phrase(
                "operating",
                language,
                mw=_mw(entry.operating.capacity_mw),
                source=entry.operating.source,
            )
        )
    else:
        parts.append(phrase("operating_unknown" if entry.stock else "increment", language))
    if entry.named:
        said = phrase("sum_named", language, count=len(entry.named), mw=_mw(entry.named_mw))
    else:
        said = phrase("sum_none", language)
    parts.append(said)
    for key, things in (("unquantified", entry.unquantified), ("later", entry.later)):
        if things:
            parts.append(phrase(key, language, count=len(things)))
    parts.append(_rest(entry, bound, language))
    return Finding(
        "ledger",
        phrase("joint", language).join(parts) + phrase("stop", language),
        phrase("ledger_if", language),
        project_ids=tuple(
            thing.project_id for thing in (*entry.named, *entry.unquantified, *entry.later)
        ),
        document_id=entry.document_id,
    )


def _rest(entry: Ledger, bound: str, language: Language) -> str:
    if entry.exceeded:
        return phrase("exceeded", language)
    least, most = _mw(entry.not_named_mw), _mw(entry.not_named_most_mw)
    key = "rest" if least == most else "rest_range"
    within = []
    if entry.stock and not entry.operating:
        within.append(phrase("within_operating", language))
    if entry.unquantified:
        within.append(phrase("within_unquantified", language, count=len(entry.unquantified)))
    text = phrase(key, language, bound=bound, mw=least, least=least, most=most)
    if within:
        text += phrase("within", language, list=("、" if language == "zh" else "; ").join(within))
    return text


def _mw(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
