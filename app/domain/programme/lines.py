"""Which lines of a basket a rule looks at or touches."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of any of these SKUs, categories or tags (none named: every line), less the excluded ones.

    A modifier goes with its parent, or is taken by its own SKU where that is named. Lines that are no goods (gift
    value, plan fees, donations) are only taken by their SKU; `no_promotion` lines never.
    """

    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    except_skus: tuple[str, ...] = ()
    except_categories: tuple[str, ...] = ()
    except_tags: tuple[str, ...] = ()


ALL_LINES = Lines()
