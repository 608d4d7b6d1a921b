"""Receipts to print, and paper to look at."""

from PIL import Image

from app.emulators.paper import Raster
from app.services.receipt import (
    Align,
    Emphasis,
    PairLine,
    QrCode,
    Receipt,
    RuleLine,
    TextLine,
)

RETURN_CODE = "https://setia.example/r/01JD3X7Q9KX2M8"


def cafe_receipt() -> Receipt:
    """A sale in an Indonesian café with everything on it."""
    return Receipt(
        number="KS-01-000482",
        opens_drawer=True,
        elements=(
            TextLine("KOPI SETIA", Align.CENTRE, Emphasis.LARGE),
            TextLine("Jl. Cikini Raya No. 45, Menteng, Jakarta Pusat", Align.CENTRE),
            TextLine("NPWP 01.234.567.8-901.000", Align.CENTRE),
            RuleLine(),
            PairLine("No. KS-01-000482", "Kasir: Sari"),
            TextLine("22/11/2026 14.05 WIB"),
            RuleLine(),
            PairLine("2 Kopi Susu Gula Aren", "Rp50.000"),
            PairLine("  Beli 2 hemat 10%", "-Rp5.000"),
            PairLine("1 Roti Bakar Cokelat Keju Spesial Ukuran Keluarga", "Rp38.000"),
            PairLine("1 Café au lait – “Merah Putih”", "Rp32.000"),
            PairLine("  Diskon anggota Emas 5%", "-Rp1.600"),
            RuleLine(),
            PairLine("Subtotal", "Rp120.000"),
            PairLine("Diskon", "-Rp6.600"),
            PairLine("PB1 10%", "Rp11.340"),
            PairLine("Pembulatan", "-Rp40"),
            PairLine("TOTAL", "Rp124.700", Emphasis.LARGE),
            PairLine("Tunai", "Rp150.000"),
            PairLine("Kembali", "Rp25.300", Emphasis.BOLD),
            RuleLine(),
            TextLine("ANGGOTA EMAS", emphasis=Emphasis.BOLD),
            PairLine("Dewi L.", "0812••••890"),
            PairLine("Poin didapat", "12"),
            PairLine("  Setiap Rp10.000 → 1 poin", "11"),
            PairLine("  Bonus akhir pekan", "1"),
            PairLine("Saldo poin", "348", Emphasis.BOLD),
            TextLine("25 poin hangus 31/12/2026. Kurang 52 poin untuk kopi gratis."),
            RuleLine(),
            QrCode(RETURN_CODE),
            TextLine("Simpan struk untuk penukaran", Align.CENTRE),
            TextLine("Terima kasih, sampai jumpa lagi!", Align.CENTRE),
            TextLine("Program r14", Align.CENTRE),
        ),
    )


def image_of(raster: Raster) -> Image.Image:
    """The raster as it stands on paper: black on white, one pixel a dot."""
    size = (len(raster.rows[0]) * 8, len(raster.rows))
    white_is_one = bytes(bits ^ 0xFF for bits in b"".join(raster.rows))
    return Image.frombytes("1", size, white_is_one).convert("L")
