"""The first schema of a terminal.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:  # noqa: PLR0915 - a statement or two for each table
    """Makes every table."""
    op.create_table(
        "accounts",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("asset", sa.String(), autoincrement=False, nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("debt", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "asset", name=op.f("pk_accounts")),
    )
    op.create_table(
        "baskets",
        sa.Column("sale_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.Column("held_at", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sale_id", name=op.f("pk_baskets")),
    )
    op.create_table(
        "batch_blocks",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "batch_id", "document_id", name=op.f("pk_batch_blocks")),
    )
    op.create_table(
        "batch_codes",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.LargeBinary(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "code", name=op.f("pk_batch_codes")),
    )
    op.create_table(
        "batches",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("kind_id", sa.String(), nullable=False),
        sa.Column("store", sa.String(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("holder_id", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "batch_id", name=op.f("pk_batches")),
    )
    op.create_table(
        "cards",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), autoincrement=False, nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "code", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_merchant_id_code"), "cards", ["merchant_id", "code"], unique=False)
    op.create_table(
        "claims",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("sale_id", sa.LargeBinary(), nullable=False),
        sa.Column("committed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "document_id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_merchant_id_sale_id"), "claims", ["merchant_id", "sale_id"], unique=False)
    op.create_table(
        "discards",
        sa.Column("sale_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("held_at", sa.BigInteger(), nullable=False),
        sa.Column("discarded_at", sa.BigInteger(), nullable=False),
        sa.Column("approver_id", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sale_id", name=op.f("pk_discards")),
    )
    op.create_table(
        "documents",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("store_id", sa.LargeBinary(), nullable=False),
        sa.Column("terminal_id", sa.LargeBinary(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.String(), nullable=False),
        sa.Column("committed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "document_id", name=op.f("pk_documents")),
    )
    op.create_index(
        op.f("ix_documents_merchant_id_document_id"),
        "documents",
        ["merchant_id", "document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_documents_merchant_id_kind_business_day"),
        "documents",
        ["merchant_id", "kind", "business_day"],
        unique=False,
    )
    op.create_table(
        "drawer_moves",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("shift_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "merchant_id", "shift_id", "document_id", "ordinal", name=op.f("pk_drawer_moves")
        ),
    )
    op.create_table(
        "entitlements",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "merchant_id", "member_id", "document_id", "ordinal", name=op.f("pk_entitlements")
        ),
    )
    op.create_table(
        "holders",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("holder_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "holder_id", name=op.f("pk_holders")),
    )
    op.create_table(
        "identity",
        sa.Column("terminal_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("merchant_id", sa.LargeBinary(), nullable=False),
        sa.Column("store_id", sa.LargeBinary(), nullable=False),
        sa.Column("terminal_name", sa.String(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("signing_key", sa.LargeBinary(), nullable=False),
        sa.Column("server_url", sa.String(), nullable=True),
        sa.Column("server_key", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("terminal_id", name=op.f("pk_identity")),
    )
    op.create_table(
        "items",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("sku", sa.String(), autoincrement=False, nullable=False),
        sa.Column("gtin", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("no_promotion", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("weighed", sa.Boolean(), nullable=False),
        sa.Column("tax", sa.String(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("merchant_id", "sku", name=op.f("pk_items")),
    )
    op.create_index(op.f("ix_items_merchant_id_gtin"), "items", ["merchant_id", "gtin"], unique=False)
    op.create_table(
        "journal",
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record_hash", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("sidecar", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("epoch", "seq", name=op.f("pk_journal")),
    )
    op.create_table(
        "lockouts",
        sa.Column("subject_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_lockouts")),
    )
    op.create_table(
        "lots",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("lot_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("asset", sa.String(), nullable=False),
        sa.Column("earned_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("inactivity_months", sa.Integer(), nullable=True),
        sa.Column("original", sa.BigInteger(), nullable=False),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "lot_id", name=op.f("pk_lots")),
    )
    op.create_index(
        "ix_lots_idle",
        "lots",
        ["merchant_id", "member_id", "lot_id"],
        unique=False,
        sqlite_where=sa.text("inactivity_months IS NOT NULL"),
        postgresql_where=sa.text("inactivity_months IS NOT NULL"),
    )
    op.create_index(
        "ix_lots_lapsing",
        "lots",
        ["merchant_id", "expires_at", "member_id"],
        unique=False,
        sqlite_where=sa.text("remaining > 0"),
        postgresql_where=sa.text("remaining > 0"),
    )
    op.create_index(
        "ix_lots_spending_order",
        "lots",
        ["merchant_id", "member_id", "asset", "expires_at", "earned_at"],
        unique=False,
        sqlite_where=sa.text("remaining > 0"),
        postgresql_where=sa.text("remaining > 0"),
    )
    op.create_table(
        "member_states",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("included_epoch", sa.Integer(), nullable=False),
        sa.Column("included_seq", sa.BigInteger(), nullable=False),
        sa.Column("visits", sa.BigInteger(), nullable=False),
        sa.Column("last_visit_at", sa.BigInteger(), nullable=True),
        sa.Column("day_elsewhere", sa.String(), nullable=False),
        sa.Column("earned_elsewhere", sa.BigInteger(), nullable=False),
        sa.Column("spent_elsewhere", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", name=op.f("pk_member_states")),
    )
    op.create_table(
        "marks",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(), autoincrement=False, nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "kind", "mark", name=op.f("pk_marks")),
    )
    op.create_table(
        "members",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("tier_id", sa.String(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("tier_since", sa.String(), nullable=True),
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("merged_into", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", name=op.f("pk_members")),
    )
    op.create_index(
        op.f("ix_members_merchant_id_household_id"), "members", ["merchant_id", "household_id"], unique=False
    )
    op.create_index(
        "ix_members_merged",
        "members",
        ["merchant_id", "merged_into"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NOT NULL"),
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_table(
        "personal_keys",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "subject_id", name=op.f("pk_personal_keys")),
    )
    op.create_table(
        "places",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("reward_id", sa.String(), autoincrement=False, nullable=False),
        sa.Column("sale_id", sa.LargeBinary(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "merchant_id", "member_id", "document_id", "reward_id", name=op.f("pk_places")
        ),
    )
    op.create_index(
        op.f("ix_places_merchant_id_reward_id"), "places", ["merchant_id", "reward_id"], unique=False
    )
    op.create_table(
        "postings",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("asset", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("lot_id", sa.LargeBinary(), nullable=False),
        sa.Column("store_id", sa.LargeBinary(), nullable=False),
        sa.Column("terminal_id", sa.LargeBinary(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "merchant_id", "member_id", "document_id", "ordinal", name=op.f("pk_postings")
        ),
    )
    op.create_table(
        "print_jobs",
        sa.Column("job_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), nullable=False),
        sa.Column("subject_id", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("fault", sa.String(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_print_jobs")),
    )
    op.create_index(op.f("ix_print_jobs_document_id"), "print_jobs", ["document_id"], unique=False)
    op.create_index(
        op.f("ix_print_jobs_state_created_at"), "print_jobs", ["state", "created_at"], unique=False
    )
    op.create_table(
        "profiles",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("birthday", sa.String(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("phone_end", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", name=op.f("pk_profiles")),
    )
    op.create_index(
        op.f("ix_profiles_merchant_id_name_key"), "profiles", ["merchant_id", "name_key"], unique=False
    )
    op.create_index(op.f("ix_profiles_merchant_id_phone"), "profiles", ["merchant_id", "phone"], unique=False)
    op.create_index(
        op.f("ix_profiles_merchant_id_phone_end"), "profiles", ["merchant_id", "phone_end"], unique=False
    )
    op.create_table(
        "programmes",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "revision", name=op.f("pk_programmes")),
    )
    op.create_table(
        "returns",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("return_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("sale_id", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_number", sa.String(), nullable=False),
        sa.Column("terminal_id", sa.LargeBinary(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.String(), nullable=False),
        sa.Column("sale_day", sa.String(), nullable=False),
        sa.Column("committed_at", sa.BigInteger(), nullable=False),
        sa.Column("refund", sa.BigInteger(), nullable=False),
        sa.Column("points_back", sa.BigInteger(), nullable=False),
        sa.Column("clawback", sa.BigInteger(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("without_server", sa.Boolean(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "return_id", name=op.f("pk_returns")),
    )
    op.create_index(
        op.f("ix_returns_merchant_id_business_day"), "returns", ["merchant_id", "business_day"], unique=False
    )
    op.create_index(
        op.f("ix_returns_merchant_id_return_id"), "returns", ["merchant_id", "return_id"], unique=True
    )
    op.create_index(
        op.f("ix_returns_merchant_id_sale_id"), "returns", ["merchant_id", "sale_id"], unique=False
    )
    op.create_table(
        "rule_uses",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("rule_id", sa.String(), autoincrement=False, nullable=False),
        sa.Column("business_day", sa.String(), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "merchant_id", "member_id", "document_id", "rule_id", name=op.f("pk_rule_uses")
        ),
    )
    op.create_index(
        op.f("ix_rule_uses_merchant_id_rule_id_business_day_times_amount"),
        "rule_uses",
        ["merchant_id", "rule_id", "business_day", "times", "amount"],
        unique=False,
    )
    op.create_table(
        "sales",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("sale_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("receipt_number", sa.String(), nullable=False),
        sa.Column("store_id", sa.LargeBinary(), nullable=False),
        sa.Column("terminal_id", sa.LargeBinary(), nullable=False),
        sa.Column("cashier_id", sa.LargeBinary(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.String(), nullable=False),
        sa.Column("committed_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tender", sa.String(), nullable=False),
        sa.Column("payable", sa.BigInteger(), nullable=False),
        sa.Column("points_earned", sa.BigInteger(), nullable=False),
        sa.Column("points_spent", sa.BigInteger(), nullable=False),
        sa.Column("bill_till", sa.String(), nullable=False),
        sa.Column("bill_number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "sale_id", name=op.f("pk_sales")),
    )
    op.create_index(
        op.f("ix_sales_merchant_id_business_day"), "sales", ["merchant_id", "business_day"], unique=False
    )
    op.create_index(
        op.f("ix_sales_merchant_id_receipt_number"), "sales", ["merchant_id", "receipt_number"], unique=False
    )
    op.create_index(op.f("ix_sales_merchant_id_sale_id"), "sales", ["merchant_id", "sale_id"], unique=True)
    op.create_table(
        "shifts",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("shift_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("terminal_id", sa.LargeBinary(), nullable=False),
        sa.Column("store_id", sa.LargeBinary(), nullable=False),
        sa.Column("cashier_id", sa.LargeBinary(), nullable=False),
        sa.Column("business_day", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("float_amount", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("expected", sa.BigInteger(), nullable=True),
        sa.Column("counted", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("merchant_id", "shift_id", name=op.f("pk_shifts")),
    )
    op.create_index(
        op.f("ix_shifts_merchant_id_terminal_id_closed_at"),
        "shifts",
        ["merchant_id", "terminal_id", "closed_at"],
        unique=False,
    )
    op.create_table(
        "sidecars",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "subject_id", "digest", name=op.f("pk_sidecars")),
    )
    op.create_index(
        op.f("ix_sidecars_merchant_id_digest"), "sidecars", ["merchant_id", "digest"], unique=False
    )
    op.create_table(
        "splits",
        sa.Column("basket_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("part_ids", sa.LargeBinary(), nullable=False),
        sa.Column("split_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("basket_id", name=op.f("pk_splits")),
    )
    op.create_table(
        "staff",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "staff_id", name=op.f("pk_staff")),
    )
    op.create_table(
        "stores",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("store_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("tax_number", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("cut_over_hour", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "store_id", name=op.f("pk_stores")),
    )
    op.create_table(
        "sync_state",
        sa.Column("terminal_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.LargeBinary(), nullable=True),
        sa.Column("acked_epoch", sa.Integer(), nullable=False),
        sa.Column("acked_seq", sa.BigInteger(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=False),
        sa.Column("last_success_at", sa.BigInteger(), nullable=True),
        sa.Column("server_offset", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("terminal_id", name=op.f("pk_sync_state")),
    )
    op.create_table(
        "tier_entries",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("business_day", sa.String(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("terminal_id", sa.LargeBinary(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "merchant_id", "member_id", "document_id", "business_day", name=op.f("pk_tier_entries")
        ),
    )
    op.create_table(
        "unknown_changes",
        sa.Column("kind", sa.String(), autoincrement=False, nullable=False),
        sa.Column("change_key", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "change_key", name=op.f("pk_unknown_changes")),
    )
    op.create_table(
        "vouchers",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), autoincrement=False, nullable=False),
        sa.Column("kind_id", sa.String(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("used_amount", sa.BigInteger(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.LargeBinary(), nullable=False),
        sa.Column("holder_id", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "code", name=op.f("pk_vouchers")),
    )
    op.create_index(op.f("ix_vouchers_merchant_id_code"), "vouchers", ["merchant_id", "code"], unique=True)
    op.create_index(
        op.f("ix_vouchers_merchant_id_document_id"), "vouchers", ["merchant_id", "document_id"], unique=False
    )
    op.create_table(
        "rights",
        sa.Column("merchant_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("lot_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("holder_id", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("asset", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merchant_id", "holder_id"],
            ["holders.merchant_id", "holders.holder_id"],
            name="fk_rights_holder",
        ),
        sa.PrimaryKeyConstraint("merchant_id", "member_id", "lot_id", "holder_id", name=op.f("pk_rights")),
    )
