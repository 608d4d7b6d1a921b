"""What the columns of a file can hold, and whose files there are."""

from enum import StrEnum


class FileFormat(StrEnum):
    """Whose file it is."""

    SQUARE = "square"
    LOYVERSE = "loyverse"
    ODOO = "odoo"
    LIGHTSPEED = "lightspeed"
    GENERIC = "generic"


class Subject(StrEnum):
    """What a file lists."""

    MEMBERS = "members"
    ITEMS = "items"


class Field(StrEnum):
    """What a column can hold."""

    NUMBER = "number"
    """What the old system calls a row, in its own."""
    NAME = "name"

    CARD = "card"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    PHONE = "phone"
    BIRTHDAY = "birthday"
    POINTS = "points"
    EXPIRES = "expires"
    TIER = "tier"
    JOINED = "joined"
    ACTIVE = "active"

    SKU = "sku"
    BARCODE = "barcode"
    VARIANT = "variant"
    CATEGORY = "category"
    PRICE = "price"
    COST = "cost"
    TAGS = "tags"
    WEIGHED = "weighed"
    NO_PROMOTION = "no-promotion"
    KIND = "kind"
    """`ItemKind`: whether it is goods, or a fee, a gift card, a donation."""
    TAX = "tax"
    GROUP = "group"
    """What the rows of one item's variants have in common; only the first has a name."""
    PART = "part"
    """Names a part of the item above: a row with it and without a SKU of its own is no item."""


_OF_MEMBERS = (
    Field.NUMBER,
    Field.CARD,
    Field.NAME,
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.PHONE,
    Field.BIRTHDAY,
    Field.POINTS,
    Field.EXPIRES,
    Field.TIER,
    Field.JOINED,
    Field.ACTIVE,
)
_OF_ITEMS = (
    Field.NUMBER,
    Field.SKU,
    Field.BARCODE,
    Field.NAME,
    Field.VARIANT,
    Field.CATEGORY,
    Field.PRICE,
    Field.COST,
    Field.TAGS,
    Field.WEIGHED,
    Field.NO_PROMOTION,
    Field.KIND,
    Field.TAX,
    Field.GROUP,
    Field.PART,
)
FIELDS = {Subject.MEMBERS: _OF_MEMBERS, Subject.ITEMS: _OF_ITEMS}
NOT_USED = "-"
"""As the field of a mapping: leave the column out."""
