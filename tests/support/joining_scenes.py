"""The sheets about members, one after the other, for pictures and for the walk over all screens."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt

from app.domain.codes import card_code
from app.domain.programme.benefits import GivePoints, GiveVoucher, PercentOff
from app.domain.programme.enrolment import Enrolment, FieldChoice, FieldKind, ProfileField
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.people import Consent, Referral
from app.ui.checkout.card_wording import short_code
from app.words.translate import Language
from tests.support.enrolling import WELCOME, publish
from tests.support.office import opened
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

NEWS = Consent(
    id="news",
    purpose="messages",
    indonesian="Saya setuju menerima kabar dan promo Kopi Setia lewat WhatsApp. Bisa dibatalkan kapan saja di kasir.",
    english="I agree to get news and offers of Kopi Setia by WhatsApp. I can take this back at any till.",
)
BIRTHDAYS = Consent(
    id="birthday",
    purpose="birthday",
    indonesian="Saya setuju tanggal lahir saya dipakai untuk hadiah ulang tahun.",
    english="I agree that my birthday is used for a birthday gift.",
)
QUESTIONS = (
    ProfileField(
        id="skin",
        indonesian="Jenis kulit",
        english="Skin type",
        kind=FieldKind.CHOICE,
        required=True,
        choices=(
            FieldChoice(id="dry", indonesian="Kering", english="Dry"),
            FieldChoice(id="oily", indonesian="Berminyak", english="Oily"),
            FieldChoice(id="mixed", indonesian="Kombinasi", english="Combination"),
        ),
    ),
    ProfileField(id="email", indonesian="Alamat surel", english="E-mail"),
    ProfileField(id="wedding", indonesian="Hari pernikahan", english="Wedding day", kind=FieldKind.DATE),
)
_FIRST, _SECOND = card_code(bytes(10)), card_code(bytes(range(10)))
_DAY = 86_400_000


def joining_scenes(window: Window) -> Iterator[str]:
    """Begins and ends with an empty checkout."""
    publish(
        window.shop,
        consents=(NEWS, BIRTHDAYS),
        actions=(WELCOME,),
        referral=Referral(referrer=(GivePoints(points=100),)),
        vouchers=(VoucherKind(id="coffee", name="Kopi gratis", gives=PercentOff(percent=Decimal(100))),),
        segments=("mahasiswa", "karyawan-mitra"),
        flags=("pelanggan-perdana",),
        lists=("akses-awal",),
        rewards=(Reward(id="coffee", name="Kopi gratis", points=2_000, gives=GiveVoucher(voucher="coffee")),),
    )
    window.scan_item("KOP-001")
    yield from _joining(window)
    yield from _asked(window)
    yield from _about(window)
    yield from _marks(window)
    yield from _cards(window)
    window.key(Qt.Key.Key_Delete)
    window.touch(_word(window, "Lepas member", "Remove the member"))


def _joining(window: Window) -> Iterator[str]:
    keys = Qt.Key
    window.key(keys.Key_F3)
    yield "enrol"
    window.touch(_word(window, "Nomor HP", "Phone number"))
    window.touch_keys("081234567890")
    yield "enrol-known"
    window.touch(_word(window, "Nomor HP", "Phone number"))
    window.touch(_word(window, "Kosongkan", "Clear"))
    window.touch_keys("0813")
    window.touch(_word(window, "Belum 18", "Under 18"))
    window.scan(_FIRST)
    window.scan(window.shop.cards[0])
    yield "enrol-minor"
    window.key(keys.Key_Return)
    yield "enrol-refused"
    window.touch(_word(window, "Nomor HP", "Phone number"))
    window.touch_keys("11112222")
    window.touch(_word(window, "18 ke atas", "18 or older"))
    window.touch(_word(window, "Nama,", "Name,"))
    yield "enrol-letters"
    window.key(keys.Key_Return)
    yield "joined"
    window.key(keys.Key_Return)
    yield "checkout-joined"


def _asked(window: Window) -> Iterator[str]:
    """The same in a shop that wants to know more."""
    keys = Qt.Key
    before = window.shop.till.programme()
    publish(
        window.shop,
        enrolment=Enrolment(name=True, birthday=True, birth_year=True),
        profile_fields=QUESTIONS,
        consents=(replace(NEWS, required=True), BIRTHDAYS),
    )
    window.key(keys.Key_F3)
    window.type("081355556666")
    window.key(keys.Key_Space)
    yield "enrol-asked"
    window.touch(_word(window, "Berminyak", "Oily"))
    window.touch(_word(window, "Hari pernikahan", "Wedding day"))
    window.touch_keys("29022020")
    window.touch(_word(window, "Nama", "Name"))
    window.type("Wulan")
    window.key(keys.Key_Return)
    yield "enrol-needed"
    window.key(keys.Key_Escape)
    publish(window.shop, enrolment=before.enrolment, profile_fields=(), consents=before.consents)


def _word(window: Window, indonesian: str, english: str) -> str:
    return indonesian if window.language is Language.INDONESIAN else english


def _about(window: Window) -> Iterator[str]:
    opened(window.shop, 1_250, 1, expires_at=window.shop.clock.at + 20 * _DAY)
    opened(window.shop, 300, 1)
    window.scan(window.shop.cards[1])
    yield "checkout-birthday"
    window.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    yield "about-member"
    window.touch(_word(window, "Diajak", "Sent by"))
    window.touch(_word(window, "Angka terakhir", "Last digits"))
    window.type("7890")
    yield "referrer"
    window.scan(window.shop.cards[0])
    yield "about-referred"


def _marks(window: Window) -> Iterator[str]:
    """Begins at what is known of the member, and ends there."""
    keys = Qt.Key
    window.touch(_word(window, "Label", "Labels"))
    window.touch(_word(window, "Mahasiswa", "Mahasiswa"))
    window.touch("Akses awal")
    yield "marks"
    window.key(keys.Key_Return)
    yield "marks-reason"
    window.key(keys.Key_1)
    yield "marks-manager"
    window.type(MANAGER_PIN)
    yield "about-marked"
    window.key(keys.Key_Escape)


def _cards(window: Window) -> Iterator[str]:
    keys = Qt.Key
    block, replace, unblock, show = (
        ("Blokir", "Ganti", "Buka blokir", "Tampilkan")
        if window.language is Language.INDONESIAN
        else ("Block", "Replace", "Unblock", "Show code")
    )
    window.key(keys.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.scan(_SECOND)
    yield "cards"
    window.touch(block)
    yield "card-reason"
    window.key(keys.Key_1)
    window.touch(short_code(window.shop.cards[1]))
    window.touch(replace)
    window.key(keys.Key_3)
    yield "card-new"
    window.key(keys.Key_Escape)
    window.touch(show)
    yield "card-code"
    window.key(keys.Key_Escape)
    window.key(keys.Key_Escape)
    window.scan(_SECOND)
    yield "card-blocked"
    window.touch(unblock)
    yield "card-manager"
    window.key(keys.Key_Escape)
    window.key(keys.Key_Escape)
