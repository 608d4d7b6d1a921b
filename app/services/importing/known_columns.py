"""How the programs that shops come from name their columns, and how anybody else does, in English and Indonesian."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.importing.fields import Field, FileFormat, Subject


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A program's export. signs: names of columns of which one group is in its heading, all of the group."""

    signs: tuple[frozenset[str], ...]
    columns: Mapping[str, Field]


def _named(**fields: str) -> dict[str, Field]:
    """`card="customer code|code"` as {"customer code": Field.CARD, "code": Field.CARD}."""
    return {
        column: Field[field.upper()] for field, columns in fields.items() for column in columns.split("|")
    }


def _signs(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split("|")) for group in groups)


_MEMBERS = {
    FileFormat.SQUARE: KnownFile(
        _signs("square customer id", "reference id|first name|last name|email address|phone number"),
        _named(
            number="square customer id",
            card="reference id",
            first_name="first name",
            last_name="last name",
            name="company name",
            phone="phone number",
            birthday="birthday",
            joined="first visit",
        ),
    ),
    FileFormat.LOYVERSE: KnownFile(
        _signs("customer name|customer code", "customer code|total points", "customer name|points balance"),
        _named(
            number="customer id|id",
            card="customer code",
            name="customer name|name",
            phone="phone|phone number",
            points="total points|points balance|points",
            joined="first visit",
        ),
    ),
    FileFormat.ODOO: KnownFile(
        _signs("code|partner id|points", "code|partner|points|program", "code|points|program id"),
        _named(
            number="id|external id",
            card="code",
            name="partner id|partner|partner id/name|partner id/display name|partner/name",
            phone="partner id/phone|partner id/mobile|partner/phone|partner/mobile",
            points="points",
            expires="expiration date",
            active="active",
        ),
    ),
    FileFormat.LIGHTSPEED: KnownFile(
        _signs("customer code|loyalty balance", "customer code|first name|last name"),
        _named(
            number="id|customer id",
            card="customer code",
            first_name="first name",
            last_name="last name",
            name="company name|company",
            phone="mobile|phone",
            birthday="date of birth",
            points="loyalty balance",
        ),
    ),
}
_ITEMS = {
    FileFormat.SQUARE: KnownFile(
        _signs("token|item name", "item name|variation name"),
        _named(
            number="token",
            sku="sku",
            barcode="gtin",
            name="item name",
            variant="variation name",
            category="category|categories|reporting category",
            price="price",
            cost="default unit cost",
        ),
    ),
    FileFormat.LOYVERSE: KnownFile(
        _signs("handle|sku|sold by weight", "handle|sku|option 1 name"),
        _named(
            group="handle",
            sku="sku",
            barcode="barcode",
            name="name",
            variant="option 1 value|option 2 value|option 3 value",
            category="category",
            price="default price|price",
            cost="cost",
            weighed="sold by weight",
            part="sku of included item",
        ),
    ),
    FileFormat.ODOO: KnownFile(
        _signs(
            "internal reference|name",
            "default code|name",
            "external id|name|sale price",
            "external id|name|sales price",
        ),
        _named(
            number="external id|id",
            sku="internal reference|default code",
            barcode="barcode",
            name="name",
            category="category|category/external id|product category|categ id|categ id/id|product category/name",
            price="sale price|sales price|list price",
            cost="cost|standard price",
        ),
    ),
    FileFormat.LIGHTSPEED: KnownFile(
        _signs("handle|sku|retail price", "sku|supply price|retail price"),
        _named(
            number="id",
            group="handle",
            sku="sku",
            barcode="barcode|upc|ean",
            name="name",
            variant="variant option one value|variant option two value|variant option three value",
            category="product category|product type|type|category",
            price="retail price",
            cost="supply price",
            tags="tags",
        ),
    ),
}
WORDS = {
    Subject.MEMBERS: _named(
        number="id|member id|customer id|external id|id pelanggan|id member|id anggota",
        card=(
            "card|card number|card no|member card|member number|customer code|code|barcode|loyalty card"
            "|kartu|nomor kartu|no kartu|kode member|kode pelanggan|kode anggota|nomor anggota|no anggota"
            "|nomor member|no member|kode"
        ),
        name="name|full name|customer name|customer|member name|nama|nama lengkap|nama pelanggan|nama member"
        "|nama anggota|pelanggan|anggota",
        first_name="first name|firstname|given name|nama depan",
        last_name="last name|lastname|surname|family name|nama belakang",
        phone=(
            "phone|phone number|mobile|mobile number|mobile phone|telephone|tel|cell|whatsapp|wa|no wa|nomor wa"
            "|telepon|telpon|tlp|telp|no telp|no telepon|nomor telepon|hp|no hp|nomor hp|handphone|no handphone"
            "|ponsel|nomor ponsel|nomor whatsapp"
        ),
        birthday="birthday|birth date|birthdate|date of birth|dob|tanggal lahir|tgl lahir|ulang tahun",
        points="points|point|total points|points balance|loyalty balance|loyalty points|balance|poin|saldo poin"
        "|jumlah poin|total poin|sisa poin|saldo",
        expires="expiration date|expiry|expires|expiry date|kedaluwarsa|kadaluarsa|tanggal kedaluwarsa|berlaku sampai",
        tier="tier|level|membership|tingkat|tingkatan|keanggotaan",
        joined="joined|join date|member since|registered|created|created at|first visit|tanggal daftar|tgl daftar"
        "|bergabung|tanggal bergabung|terdaftar",
        active="active|aktif",
    ),
    Subject.ITEMS: _named(
        number="id|external id|token",
        sku="sku|item code|product code|code|internal reference|kode|kode barang|kode produk|kode item|plu",
        barcode="barcode|gtin|ean|ean13|upc|kode batang|nomor barcode",
        name="name|item|item name|product|product name|title|nama|nama barang|nama produk|nama item|barang|produk|menu"
        "|nama menu",
        variant="variant|variation|variation name|size|varian|variasi|ukuran",
        category="category|categories|department|group|kategori|kelompok|golongan|jenis",
        price="price|sale price|sales price|selling price|retail price|unit price|default price|harga|harga jual"
        "|harga satuan",
        cost="cost|cost price|purchase price|supply price|modal|harga beli|harga modal|harga pokok|hpp",
        tags="tags|tag|labels|label",
        weighed="weighed|sold by weight|timbang|ditimbang|dijual per berat|berat",
        no_promotion="no promotion|no promo|tanpa promosi|tanpa promo",
        kind="kind|item kind|macam|macam barang",
        tax="tax|tax id|pajak",
    ),
}
KNOWN = {Subject.MEMBERS: _MEMBERS, Subject.ITEMS: _ITEMS}
