"""What a customer's display may show, with long words and large amounts."""

from dataclasses import replace

from app.domain.satisfaction import Question, RatingScale
from app.ui.customer.state import (
    Buying,
    CustomerScreen,
    Greeting,
    ShownDiscount,
    ShownLine,
    ShownMember,
    Thanks,
)

JOIN = "https://kopisetia.example/gabung"
GREETING = Greeting(shop="Toko Sumber Rejeki", rupiah_per_point=10_000, points=100, worth=10_000, join=JOIN)
LINES = tuple(
    ShownLine(
        number=number,
        name=f"Roti Sobek Cokelat Keju {number}",
        quantity=2_000,
        price=57_000,
        net=51_300,
        discounts=(ShownDiscount(name="Roti pagi 10%", amount=5_700),),
    )
    for number in range(1, 21)
)
BUYING = Buying(
    lines=LINES,
    changed=20,
    saved=1_114_000,
    added=102_600,
    total=112_128_600,
    member=ShownMember(first_name="Bartholomeus", tier="Sahabat Sejati", points=1_250_000),
    earns=1_026,
)
SCREENS = {
    "idle": CustomerScreen(greeting=GREETING),
    "training": CustomerScreen(greeting=replace(GREETING, join=""), training=True),
    "member": CustomerScreen(greeting=GREETING, now=BUYING, training=True),
    "guest": CustomerScreen(greeting=GREETING, now=replace(BUYING, member=None, lines=LINES[:3], changed=3)),
    "thanks": CustomerScreen(
        greeting=GREETING,
        now=Thanks(
            payable=112_128_600,
            received=115_000_000,
            change=2_871_400,
            earned=1_026,
            balance=1_251_026,
            reached="Sahabat Sejati",
            first_name="Bartholomeus",
        ),
    ),
}
THANKS = SCREENS["thanks"].now
assert isinstance(THANKS, Thanks)
FACES, TEN = Question(scale=RatingScale.FACES), Question(scale=RatingScale.TEN, text="Puas dengan kami?")
SCREENS["asks-faces"] = replace(SCREENS["thanks"], now=replace(THANKS, question=FACES))
SCREENS["asks-ten"] = replace(SCREENS["thanks"], now=replace(THANKS, question=TEN))
SCREENS["answered"] = replace(SCREENS["thanks"], now=replace(THANKS, question=FACES, answered=5))
