"""The ledger of a capacity target as a sentence that can be quoted."""

from __future__ import annotations

from geodata.analysis.findings import Finding
from geodata.analysis.ledger import Ledger
from geodata.analysis.operating import Operating
from geodata.language.deadline import deadline
from geodata.language.text import listed, word
from geodata.language.units import power, shown
from geodata.language.vocabulary import Language
from geodata.record.names import city_name, scope_said
from geodata.record.record import Record


def ledger_finding(record: Record, entry: Ledger, language: Language) -> Finding:
    """The ledger of one capacity target as a sentence, in 万千瓦 (Chinese) or MW (English)."""
    bound = word(f"finding_bound_{entry.comparator}", language)
    parts = [
        word(
            "finding_target" if entry.year is not None else "finding_target_phase",
            language,
            city=city_name(record, entry.document_id, language),
            due=deadline(entry.year, entry.phase, language),
            indicator=entry.indicator_zh if language == "zh" else entry.indicator_en,
            amount=bound + power(entry.target_mw, language),
            scope=scope_said(entry, language),
        ),
        _operating(entry, language),
    ]
    if entry.named:
        amount = power(entry.named_mw, language)
        parts.append(word("finding_sum_named", language, count=len(entry.named), amount=amount))
    else:
        parts.append(word("finding_sum_none", language))
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


def _operating(entry: Ledger, language: Language) -> str:
    """What operates: of all of the target, of single fuels, or why there is no figure."""
    if entry.operating:
        amount, source = power(entry.operating.capacity_mw, language), entry.operating.source
        return word("finding_operating", language, amount=amount, source=source)
    if entry.parts:
        said = listed((_part(part, language) for part in entry.parts), language)
        return word("finding_operating_part", language, list=said)
    return word("finding_operating_unknown" if entry.stock else "finding_increment", language)


def _part(part: Operating, language: Language) -> str:
    fuel = part.fuel(language)
    amount = power(part.capacity_mw, language)
    return word("finding_part", language, fuel=fuel, amount=amount, source=part.source)


def _rest(entry: Ledger, bound: str, language: Language) -> str:
    if entry.exceeded:
        return word("finding_exceeded", language)
    if not entry.computable:
        return word("finding_no_rest", language)
    most = power(entry.not_named_most_mw, language)
    if not entry.overlapping:
        return word("finding_rest", language, amount=bound + most)
    least, _ = shown(entry.not_named_mw, "MW", language)
    said = f"{least:,.3f}".rstrip("0").rstrip(".")
    return word("finding_rest_range", language, bound=bound, least=said, most=most)
