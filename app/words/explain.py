"""Why a basket costs and earns what it does: the sentences about a quote, for whoever shows one."""

from app.words.earnings import (
    earning_sentence,
    expiry_sentence,
    grant_sentence,
    stamps_sentence,
    tier_distance,
    tier_sentence,
)
from app.words.effects import effect_sentence
from app.words.names import earner_name, method_name, rule_name
from app.words.refusals import refusal_sentence
from app.words.settling import carried_sentence, service_sentence, tax_sentence

__all__ = [
    "carried_sentence",
    "earner_name",
    "earning_sentence",
    "effect_sentence",
    "expiry_sentence",
    "grant_sentence",
    "method_name",
    "refusal_sentence",
    "rule_name",
    "service_sentence",
    "stamps_sentence",
    "tax_sentence",
    "tier_distance",
    "tier_sentence",
]
