"""The customer display's style sheet: bigger than the till's, for it is read from further away."""

from dataclasses import dataclass

from app.ui.theme.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Scale:
    """How much bigger than on a display of 1366 × 768, in percent."""

    percent: int = 100

    def px(self, size: int) -> int:
        """A size on this display."""
        return size * self.percent // 100


def scale_for(width: int, height: int) -> Scale:
    """The scale of a display of so many pixels, in steps of 5 %."""
    percent = min(width * 100 // 1366, height * 100 // 768)
    return Scale(max(60, min(300, percent // 5 * 5)))


def customer_sheet(t: Tokens, scale: Scale) -> str:
    """Rules for the roles that only this display has."""

    def text(role: str, size: int, weight: int, colour: str) -> str:
        return f'QLabel[role="{role}"] {{ font-size: {scale.px(size)}px; font-weight: {weight}; color: {colour}; }}'

    def ground(role: str, colour: str, radius: int = 20) -> str:
        return (
            f'QFrame[role="{role}"] {{ background: {colour}; border: none;'
            f" border-radius: {scale.px(radius)}px; }}"
        )

    def halo(role: str, colour: str, radius: int) -> str:
        return f'QLabel[role="{role}"] {{ background: {colour}; border-radius: {scale.px(radius)}px; }}'

    def chip(role: str, soft: str, colour: str) -> str:
        return (
            f'QLabel[role="{role}"] {{ background: {soft}; color: {colour}; border-radius: {scale.px(16)}px;'
            f" padding: {scale.px(4)}px {scale.px(14)}px; font-size: {scale.px(22)}px; font-weight: 600; }}"
        )

    return "\n".join(
        (
            text("customer-shop", 76, 700, t.text),
            text("customer-headline", 52, 700, t.text),
            text("customer-title", 34, 700, t.text),
            text("customer-lead", 32, 500, t.muted),
            text("customer-strong", 32, 600, t.text),
            text("customer-line", 32, 500, t.text),
            text("customer-amount", 32, 600, t.text),
            text("customer-small", 24, 400, t.muted),
            text("customer-off", 24, 600, t.success),
            text("customer-saved", 32, 600, t.success),
            text("customer-total-name", 32, 600, t.on_primary),
            text("customer-total", 84, 700, t.on_primary),
            text("customer-total-added", 24, 500, t.on_primary),
            text("customer-change", 120, 700, t.text),
            text("customer-points", 76, 700, t.points),
            text("customer-points-name", 26, 600, t.points),
            text("customer-on-training", 26, 700, t.surface),
            chip("customer-tier", t.surface, t.points),
            ground("customer-card", t.surface),
            ground("customer-points-card", t.points_soft),
            ground("customer-saved-card", t.success_soft),
            ground("customer-total-card", t.primary),
            ground("customer-fact", t.primary_soft, 16),
            ground("customer-row", "transparent", 12),
            ground("customer-paper", "#FFFFFF", 16),
            ground("customer-training", t.points, 0),
            f'QFrame[role="customer-row"][selected="true"] {{ background: {t.primary_soft}; }}',
            (
                f'QToolButton[role="customer-answer"] {{ background: {t.primary_soft}; color: {t.text};'
                f" border: 2px solid transparent; border-radius: {scale.px(16)}px;"
                f" padding: {scale.px(6)}px {scale.px(4)}px; font-size: {scale.px(24)}px; font-weight: 600; }}"
            ),
            f'QToolButton[role="customer-answer"][chosen="true"] {{ border-color: {t.primary}; }}',
            f'QToolButton[role="customer-answer"]:disabled {{ color: {t.muted}; }}',
            halo("customer-halo", t.success_soft, 48),
            halo("customer-join", t.primary_soft, 96),
            halo("customer-mark", t.primary, 22),
            (
                f'QLabel[role="customer-struck"] {{ font-size: {scale.px(24)}px; color: {t.muted};'
                " text-decoration: line-through; }"
            ),
        )
    )
