"""The tables that terminal and server have in common, built into either's metadata.

`(merchant_id, member_id)` leads every key of member data, so that a server's schema can be distributed by it;
no key is a serial number. Ids are bytes (UUIDv7), money is rupiah, instants are milliseconds since 1970 UTC.
A guest's document has the empty member id.
"""

from dataclasses import dataclass

from sqlalchemy import MetaData, Table

from app.storage import batch_tables, book_tables, document_tables, people_tables, shop_tables


@dataclass(frozen=True, slots=True)
class SharedTables:
    """Each table of `build`, by name."""

    stores: Table
    items: Table
    programmes: Table
    staff: Table
    members: Table
    cards: Table
    marks: Table
    personal_keys: Table
    sidecars: Table
    profiles: Table
    sales: Table
    returns: Table
    documents: Table
    claims: Table
    shifts: Table
    drawer_moves: Table
    postings: Table
    lots: Table
    holders: Table
    rights: Table
    accounts: Table
    tier_entries: Table
    rule_uses: Table
    vouchers: Table
    entitlements: Table
    places: Table
    batches: Table
    batch_blocks: Table


def build(metadata: MetaData) -> SharedTables:
    """Defines the shared tables in a metadata."""
    return SharedTables(
        stores=shop_tables.stores(metadata),
        items=shop_tables.items(metadata),
        programmes=shop_tables.programmes(metadata),
        staff=shop_tables.staff(metadata),
        members=people_tables.members(metadata),
        cards=people_tables.cards(metadata),
        marks=people_tables.marks(metadata),
        personal_keys=people_tables.personal_keys(metadata),
        sidecars=people_tables.sidecars(metadata),
        profiles=people_tables.profiles(metadata),
        sales=document_tables.sales(metadata),
        returns=document_tables.returns(metadata),
        documents=document_tables.documents(metadata),
        claims=document_tables.claims(metadata),
        shifts=document_tables.shifts(metadata),
        drawer_moves=document_tables.drawer_moves(metadata),
        postings=book_tables.postings(metadata),
        lots=book_tables.lots(metadata),
        holders=book_tables.holders(metadata),
        rights=book_tables.rights(metadata),
        accounts=book_tables.accounts(metadata),
        tier_entries=book_tables.tier_entries(metadata),
        rule_uses=book_tables.rule_uses(metadata),
        vouchers=book_tables.vouchers(metadata),
        entitlements=book_tables.entitlements(metadata),
        places=document_tables.places(metadata),
        batches=batch_tables.batches(metadata),
        batch_blocks=batch_tables.batch_blocks(metadata),
    )
