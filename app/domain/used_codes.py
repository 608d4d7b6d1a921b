"""Which voucher codes a sale used, as a discount or to carry a part of the bill, and what each of them took off."""

from collections import defaultdict, deque
from dataclasses import dataclass

from app.domain.basket import QuoteInputs
from app.domain.engine.prepared import Prepared
from app.domain.quote import Phase, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedCode:
    """A code that counts as used, and the rupiah that it took off or carried."""

    code: str
    amount: int


def used_codes(prepared: Prepared, inputs: QuoteInputs, quote: Quote) -> tuple[UsedCode, ...]:
    """The codes in the order in which the engine took them: by kind and code, then those that carried a part."""
    took: defaultdict[str, deque[int]] = defaultdict(deque)
    for effect in quote.effects:
        if effect.phase is Phase.VOUCHER and effect.rule_id in prepared.vouchers:
            took[effect.rule_id].append(effect.amount)
    used: dict[str, UsedCode] = {}
    for held in sorted(inputs.vouchers, key=lambda held: (held.kind_id, held.code)):
        lapsed = held.expires_at is not None and held.expires_at < inputs.opened_at
        if took[held.kind_id] and held.uses_left > 0 and not lapsed and held.code not in used:
            used[held.code] = UsedCode(code=held.code, amount=took[held.kind_id].popleft())
    carried = (UsedCode(code=part.code, amount=part.amount) for part in quote.carried if part.code)
    return (*used.values(), *carried)
