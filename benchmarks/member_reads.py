"""What a member's view is made of, read by hand-written SQL: a statement for each table, by the same indexes.

Parameters: merchant, member; holder: the terminal.
"""

BY_CARD = "SELECT member_id, blocked FROM cards WHERE merchant_id = :merchant AND code = :code"
READS = (
    "SELECT tier_id, joined_at FROM members WHERE merchant_id = :merchant AND member_id = :member",
    "SELECT name, phone FROM profiles WHERE merchant_id = :merchant AND member_id = :member",
    "SELECT code FROM cards WHERE merchant_id = :merchant AND member_id = :member AND NOT blocked LIMIT 1",
    "SELECT balance, debt FROM accounts WHERE merchant_id = :merchant AND member_id = :member AND asset = 'points'",
    """
    SELECT l.lot_id, l.expires_at, l.remaining, r.amount
    FROM lots l JOIN rights r USING (merchant_id, member_id, lot_id)
    WHERE l.merchant_id = :merchant AND l.member_id = :member AND l.remaining > 0 AND r.holder_id = :holder
    """,
    """
    SELECT sum(amount) FROM tier_entries
    WHERE merchant_id = :merchant AND member_id = :member AND business_day >= '2025-11-22'
    """,
)
