"""The ledger of a capacity target as a sentence, with what would change it."""

from __future__ import annotations

from geodata.analysis.findings import Finding
from geodata.analysis.ledger import Ledger
from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.names import city_name
from geodata.record.record import Record


def ledger_finding(record: Record, entry: Ledger, language: Language) -> Finding:
    """The ledger of one capacity target as a sentence."""
    bound = word(f"finding_bound_{entry.comparator}", language)
    parts = [
        word(
            "finding_target",
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
            word(
                "finding_operating",
                language,
                mw=_mw(entry.operating.capacity_mw),
                source=entry.operating.source,
            )
        )
    else:
        parts.append(
            word("finding_operating_unknown" if entry.stock else "finding_increment", language)
        )
    if entry.named:
        said = word("finding_sum_named", language, count=len(entry.named), mw=_mw(entry.named_mw))
    else:
        said = word("finding_sum_none", language)
    parts.append(said)
    for key, things in (("unquantified", entry.unquantified), ("later", entry.later)):
        if things:
            parts.append(word(f"finding_{key}", language, count=len(things)))
    parts.append(_rest(entry, bound, language))
    return Finding(
        "ledger",
        word("finding_joint", language).join(parts) + word("finding_stop", language),
        word("finding_ledger_if", language),
        project_ids=tuple(
            thing.project_id for thing in (*entry.named, *entry.unquantified, *entry.later)
        ),
        document_id=entry.document_id,
    )


def _rest(entry: Ledger, bound: str, language: Language) -> str:
    if entry.exceeded:
        return word("finding_exceeded", language)
    least, most = _mw(entry.not_named_mw), _mw(entry.not_named_most_mw)
    key = "rest" if least == most else "rest_range"
    within = []
    if entry.stock and not entry.operating:
        within.append(word("finding_within_operating", language))
    if entry.unquantified:
        within.append(word("finding_within_unquantified", language, count=len(entry.unquantified)))
    text = word(f"finding_{key}", language, bound=bound, mw=least, least=least, most=most)
    if within:
        text += word(
            "finding_within",
            language,
            list="、".join(within) if language == "zh" else "; ".join(within),
        )
    return text


def _mw(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
