"""Every refusal is a sentence in both languages, with how far away it was and what would do."""

from collections.abc import Iterator

import pytest

from app.domain.programme.benefits import FreeProduct
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import LimitKind
from app.domain.quote import Phase, RedemptionBound, Refusal, RefusalReason
from app.words.explain import refusal_sentence
from app.words.translate import Language, Words
from tests.support.named_programme import BREAD, ENGLISH, LANGUAGES, is_a_sentence, programme, promotion


def refusals(reason: RefusalReason) -> Iterator[Refusal]:
    """As the engine may write it, and as it shouldn't."""
    wanted: tuple[tuple[str, ...], ...] = (
        (),
        ("gold",),
        ("2026-12-01",),
        ("16:00", "18:00", "monday"),
        ("18", "150"),
        *((bound.value,) for bound in RedemptionBound),
    )
    for limit in (None, *LimitKind):
        for distance in (0, 1, 15_000):
            for what in wanted:
                for phase in (Phase.LINE_PROMOTION, Phase.REDEMPTION, Phase.TENDER):
                    yield Refusal(
                        rule_id="rule",
                        phase=phase,
                        reason=reason,
                        distance=distance,
                        wanted=what,
                        limit=limit,
                    )


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_is_a_sentence(words: Words, reason: RefusalReason) -> None:
    rules = programme(promotion(FreeProduct(of=BREAD)))
    for refusal in refusals(reason):
        assert is_a_sentence(refusal_sentence(words, rules, refusal))


@pytest.mark.parametrize(
    ("reason", "distance", "wanted", "sentence"),
    [
        (RefusalReason.BELOW_MINIMUM, 15_000, (), "Rp15.000 more is needed."),
        (RefusalReason.TOO_FEW_UNITS, 2_000, (), "2 more is needed."),
        (RefusalReason.TOO_FEW_POINTS, 250, (), "250 points more are needed."),
        (RefusalReason.IN_DEBT, 24, (), "24 points are owed. New points pay that first."),
        (RefusalReason.NOT_STARTED, 9, ("2026-12-01",), "Starts on 1 Dec 2026."),
        (RefusalReason.ENDED, 0, ("2026-10-31",), "Ended on 31 Oct 2026."),
        (RefusalReason.WRONG_TIME, 0, ("17:00", "24:00"), "Starts at 17.00."),
        (RefusalReason.WRONG_TIME, 0, ("17:00", "24:00", "friday"), "Starts at 17.00, on Friday."),
        (RefusalReason.WRONG_TIME, 0, ("00:00", "10:00"), "Only until 10.00."),
        (RefusalReason.WRONG_TIME, 0, ("00:00", "10:00", "friday"), "Only until 10.00, on Friday."),
        (RefusalReason.WRONG_TIME, 0, ("14:00", "17:00"), "Only from 14.00 to 17.00."),
        (RefusalReason.WRONG_TIME, 0, ("22:00", "02:00", "friday"), "Only from 22.00 to 02.00, on Friday."),
        (
            RefusalReason.WRONG_TIME,
            0,
            ("00:00", "24:00", "saturday", "sunday"),
            "Only on Saturday, Sunday.",
        ),
        (
            RefusalReason.WRONG_TIME,
            0,
            ("00:00", "24:00", "monday", "tuesday", "wednesday"),
            "Only on Monday to Wednesday.",
        ),
        (
            RefusalReason.WRONG_TIME,
            0,
            ("00:00", "24:00", "monday", "wednesday", "friday"),
            "Only on Monday, Wednesday, Friday.",
        ),
        (RefusalReason.WRONG_STORE, 0, ("kemang",), "Only in the store kemang."),
        (RefusalReason.WRONG_TENDER, 0, ("qris", "card"), "Pay with QRIS, Card."),
        (RefusalReason.WRONG_TIER, 0, ("gold",), "Only for Gold members."),
        (RefusalReason.NEEDS_PLAN, 0, ("vip",), "Only with the plan VIP."),
        (RefusalReason.WRONG_AGE, 0, ("60", "150"), "Only from the age of 60 on."),
        (RefusalReason.WRONG_AGE, 0, ("18", "25"), "Only for ages from 18 to 25."),
        (RefusalReason.NOT_BIRTHDAY, 4, (), "In 4 days, around the birthday."),
        (RefusalReason.WRONG_VISIT, 3, ("10",), "3 visits to go."),
        (RefusalReason.NOT_ANNIVERSARY, 4, (), "In 4 days, around the day of joining."),
        (RefusalReason.WRONG_PAUSE, 21, ("30",), "In 21 days, after a pause of 30."),
        (RefusalReason.WRONG_PAUSE, 0, ("30",), "Only after a pause of 30 days or more."),
        (RefusalReason.WRONG_PAUSE, 0, ("30", "60"), "Not so long after the last visit."),
        (RefusalReason.WRONG_PAUSE, 0, ("0", "60"), "Not so long after the last visit."),
        (RefusalReason.WRONG_TERMINAL, 0, ("Kasir 1",), "Only at the till Kasir 1."),
        (RefusalReason.WRONG_CHANNEL, 0, ("dine-in",), "Only for Dine in."),
        (RefusalReason.WRONG_SEGMENT, 0, ("vegan",), "Only for members of vegan."),
        (RefusalReason.NEEDS_FLAG, 0, ("staff",), "Only for members marked staff."),
        (RefusalReason.NOT_ON_LIST, 0, ("early",), "Only for members on the list early."),
        (RefusalReason.NOT_NEW, 0, ("30",), "Only in the first 30 days after joining."),
        (RefusalReason.ADD_PRODUCT, 0, (), "Add it to the basket: bread."),
        (RefusalReason.NO_RIGHT, 0, ("stock",), "There are none left."),
        (
            RefusalReason.OVER_LIMIT,
            500,
            ("proof",),
            (
                "500 points more were asked than this basket allows. "
                "For more, scan the card or ask for the PIN or a one-time code."
            ),
        ),
    ],
    ids=str,
)
def test_a_refusal_tells_how_far_away_it_is_and_what_would_do(
    reason: RefusalReason, distance: int, wanted: tuple[str, ...], sentence: str
) -> None:
    refusal = Refusal(
        rule_id="rule", phase=Phase.LINE_PROMOTION, reason=reason, distance=distance, wanted=wanted
    )
    assert refusal_sentence(ENGLISH, programme(promotion(FreeProduct(of=BREAD))), refusal) == sentence


def test_a_product_to_add_has_its_name_where_that_is_known() -> None:
    rules = programme(promotion(FreeProduct(of=Lines(skus=("tea",)))))
    refusal = Refusal(rule_id="rule", phase=Phase.LINE_PROMOTION, reason=RefusalReason.ADD_PRODUCT)
    sentence = refusal_sentence(ENGLISH, rules, refusal, {"tea": "Iced tea"})
    assert sentence == "Add it to the basket: Iced tea."


def test_each_limit_that_is_used_up_is_told_from_the_others() -> None:
    sentences = {
        refusal_sentence(
            ENGLISH,
            programme(),
            Refusal(rule_id="rule", phase=Phase.LINE_PROMOTION, reason=RefusalReason.NO_RIGHT, limit=limit),
        )
        for limit in LimitKind
    }
    assert len(sentences) == len(LimitKind)
    assert "This till's share for today is used up." in sentences


@pytest.mark.parametrize(
    ("reason", "english", "indonesian"),
    [
        (RefusalReason.STOPPED, "Stopped by a manager.", "Dihentikan oleh manajer."),
        (
            RefusalReason.NEEDS_MEMBER,
            "For members only. Scan a card or find the member.",
            "Khusus member. Pindai kartu atau cari member.",
        ),
        (
            RefusalReason.NEEDS_CODE,
            "Ask for the coupon code, then enter it.",
            "Minta kode kuponnya, lalu masukkan.",
        ),
        (
            RefusalReason.RULED_OUT,
            "Something that rules it out holds.",
            "Ada hal lain yang membatalkannya.",
        ),
        (RefusalReason.WRONG_VISIT, "Not on this visit.", "Tidak pada kunjungan ini."),
        (
            RefusalReason.NOT_FIRST_PURCHASE,
            "Only on the first purchase.",
            "Hanya untuk belanja pertama.",
        ),
        (
            RefusalReason.NO_ELIGIBLE_LINE,
            "Nothing in this basket takes part.",
            "Tidak ada barang di keranjang ini yang ikut.",
        ),
        (
            RefusalReason.OUTRANKED,
            "Another offer of its group applies.",
            "Ada promo lain sekelompok yang dipakai.",
        ),
        (
            RefusalReason.CLOSED_LINES,
            "An exclusive offer holds these lines.",
            "Barangnya sudah dipakai promo eksklusif.",
        ),
        (
            RefusalReason.NOTHING_TO_TAKE,
            "There is nothing left to take off.",
            "Tidak ada lagi yang bisa dipotong.",
        ),
        (RefusalReason.UNKNOWN, "Nobody knows it here.", "Tidak dikenal di sini."),
        (RefusalReason.EXPIRED, "Has expired.", "Sudah kedaluwarsa."),
        (RefusalReason.USED_UP, "Has been used.", "Sudah dipakai."),
    ],
    ids=str,
)
def test_a_reason_without_a_distance_is_told_as_it_is(
    reason: RefusalReason, english: str, indonesian: str
) -> None:
    refusal = Refusal(rule_id="rule", phase=Phase.LINE_PROMOTION, reason=reason)
    assert refusal_sentence(ENGLISH, programme(), refusal) == english
    assert refusal_sentence(Words(Language.INDONESIAN), programme(), refusal) == indonesian


@pytest.mark.parametrize(
    ("reason", "distance", "wanted", "sentence"),
    [
        (RefusalReason.BELOW_MINIMUM, 15_000, (), "Rp15.000 lagi."),
        (RefusalReason.TOO_FEW_UNITS, 2_000, (), "2 lagi."),
        (RefusalReason.TOO_FEW_POINTS, 250, (), "250 poin lagi."),
        (RefusalReason.IN_DEBT, 24, (), "Utang 24 poin. Poin baru melunasinya dulu."),
        (RefusalReason.NOT_STARTED, 9, ("2026-12-01",), "Mulai 1 Des 2026."),
        (RefusalReason.ENDED, 0, ("2026-10-31",), "Berakhir pada 31 Okt 2026."),
        (RefusalReason.WRONG_TIME, 0, ("17:00", "24:00"), "Mulai 17.00."),
        (RefusalReason.WRONG_TIME, 0, ("17:00", "24:00", "friday"), "Mulai 17.00, hari Jumat."),
        (RefusalReason.WRONG_TIME, 0, ("00:00", "10:00"), "Hanya sampai 10.00."),
        (RefusalReason.WRONG_TIME, 0, ("00:00", "10:00", "friday"), "Hanya sampai 10.00, hari Jumat."),
        (RefusalReason.WRONG_TIME, 0, ("14:00", "17:00"), "Hanya pukul 14.00 sampai 17.00."),
        (
            RefusalReason.WRONG_TIME,
            0,
            ("22:00", "02:00", "friday"),
            "Hanya pukul 22.00 sampai 02.00, hari Jumat.",
        ),
        (RefusalReason.WRONG_TIME, 0, ("00:00", "24:00", "saturday", "sunday"), "Hanya hari Sabtu, Minggu."),
        (RefusalReason.WRONG_STORE, 0, ("kemang",), "Hanya di toko kemang."),
        (RefusalReason.WRONG_TERMINAL, 0, ("Kasir 1",), "Hanya di kasir Kasir 1."),
        (RefusalReason.WRONG_CHANNEL, 0, ("dine-in",), "Hanya untuk Dine in."),
        (RefusalReason.WRONG_TENDER, 0, ("qris", "card"), "Bayar dengan QRIS, Kartu."),
        (RefusalReason.WRONG_TIER, 0, ("gold",), "Khusus Gold."),
        (RefusalReason.NEEDS_PLAN, 0, ("vip",), "Khusus pemegang paket VIP."),
        (RefusalReason.WRONG_SEGMENT, 0, ("vegan",), "Khusus member kelompok vegan."),
        (RefusalReason.NEEDS_FLAG, 0, ("staff",), "Khusus member bertanda staff."),
        (RefusalReason.NOT_ON_LIST, 0, ("early",), "Khusus member di daftar early."),
        (RefusalReason.WRONG_AGE, 0, ("60", "150"), "Khusus usia 60 tahun ke atas."),
        (RefusalReason.WRONG_AGE, 0, ("18", "25"), "Khusus usia 18 sampai 25 tahun."),
        (RefusalReason.NOT_BIRTHDAY, 4, (), "4 hari lagi, di sekitar hari ulang tahun."),
        (RefusalReason.NOT_ANNIVERSARY, 4, (), "4 hari lagi, di sekitar hari jadi member."),
        (RefusalReason.WRONG_VISIT, 3, ("10",), "3 kunjungan lagi."),
        (RefusalReason.WRONG_PAUSE, 0, ("30",), "Hanya setelah 30 hari atau lebih tidak berbelanja."),
        (RefusalReason.WRONG_PAUSE, 0, ("30", "60"), "Tidak selama ini sejak kunjungan terakhir."),
        (RefusalReason.NOT_NEW, 0, ("30",), "Hanya dalam 30 hari pertama setelah jadi member."),
        (RefusalReason.ADD_PRODUCT, 0, (), "Tambahkan ke keranjang: bread."),
        (RefusalReason.NO_RIGHT, 0, ("stock",), "Stoknya habis."),
        (
            RefusalReason.OVER_LIMIT,
            500,
            ("per-day",),
            "Diminta 500 poin lebih banyak dari yang diizinkan keranjang ini. Batas hari ini sudah tercapai.",
        ),
    ],
    ids=str,
)
def test_a_cashier_in_indonesia_reads_how_far_away_it_is(
    reason: RefusalReason, distance: int, wanted: tuple[str, ...], sentence: str
) -> None:
    refusal = Refusal(
        rule_id="rule", phase=Phase.ORDER_PROMOTION, reason=reason, distance=distance, wanted=wanted
    )
    rules = programme(promotion(FreeProduct(of=BREAD)))
    assert refusal_sentence(Words(Language.INDONESIAN), rules, refusal) == sentence


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (LimitKind.PER_MEMBER, "Jatah member ini sudah habis."),
        (LimitKind.PER_MEMBER_PER_DAY, "Jatah member ini untuk hari ini sudah habis."),
        (LimitKind.PER_MEMBER_PER_MONTH, "Jatah member ini untuk bulan ini sudah habis."),
        (LimitKind.PER_DAY, "Kuota kasir ini untuk hari ini habis."),
        (LimitKind.IN_TOTAL, "Kuota kasir ini habis."),
        (LimitKind.BUDGET, "Anggaran di kasir ini habis."),
    ],
)
def test_a_cashier_in_indonesia_reads_which_limit_is_used_up(limit: LimitKind, sentence: str) -> None:
    refusal = Refusal(rule_id="rule", phase=Phase.ORDER_PROMOTION, reason=RefusalReason.NO_RIGHT, limit=limit)
    assert refusal_sentence(Words(Language.INDONESIAN), programme(), refusal) == sentence
