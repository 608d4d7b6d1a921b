"""The one style sheet, generated from the tokens. Widgets say what they are by the property `role`."""

from functools import partial

from app.ui.theme.tokens import KEY_HEIGHT, KEY_WIDTH, PRIMARY_HEIGHT, TOUCH, TYPE, Tokens


def stylesheet(tokens: Tokens) -> str:
    """The whole sheet for one scheme."""
    return "\n".join(
        (
            _texts(tokens),
            _grounds(tokens),
            _buttons(tokens),
            _choices(tokens),
            _fields(tokens),
            _small_parts(tokens),
        )
    )


def _texts(t: Tokens) -> str:
    def text(role: str, size: int, weight: int = 400, colour: str = t.text) -> str:
        return f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {weight}; color: {colour}; }}'

    return "\n".join(
        (
            "QLabel { background: transparent; }",
            text("change", TYPE.change, 700),
            text("total", TYPE.total, 700),
            text("figure", TYPE.figure, 700),
            text("points-figure", TYPE.figure, 700, t.points),
            text("display", TYPE.figure, 700),
            text("title", TYPE.title, 600),
            text("heading", TYPE.row, 600),
            text("row", TYPE.row, 500),
            text("row-amount", TYPE.row, 600),
            text("body", TYPE.body),
            text("body-strong", TYPE.body, 600),
            text("body-muted", TYPE.body, 400, t.muted),
            text("small", TYPE.small),
            text("small-strong", TYPE.small, 600),
            text("small-muted", TYPE.small, 400, t.muted),
            text("small-success", TYPE.small, 500, t.success),
            text("small-points", TYPE.small, 600, t.points),
            text("small-amber", TYPE.small, 500, t.amber_text),
            text("small-danger", TYPE.small, 500, t.danger),
            text("small-primary", TYPE.small, 600, t.primary),
            text("body-danger", TYPE.body, 500, t.danger),
            text("body-points", TYPE.body, 600, t.points),
            text("caption", TYPE.caption, 500, t.muted),
            text("caption-points", TYPE.caption, 600, t.points),
            text("strip", 15, 500, t.text),
            text("strip-muted", 15, 400, t.muted),
            text("struck", TYPE.caption, 400, t.muted),
            'QLabel[role="struck"] { text-decoration: line-through; }',
            text("on-amber", 15, 600, t.on_amber),
            text("on-training", 15, 700, t.surface),
            text("amber-strong", TYPE.body, 600, t.text),
        )
    )


def _grounds(t: Tokens) -> str:
    return f"""
QWidget[role="canvas"] {{ background: {t.canvas}; }}
QWidget[role="surface"] {{ background: {t.surface}; }}
QFrame[role="strip-ground"] {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.hairline}; }}
QFrame[role="basket"] {{ background: {t.surface}; border: none; border-right: 1px solid {t.hairline}; }}
QFrame[role="pane"] {{ background: transparent; border: none; }}
QFrame[role="side"] {{ background: {t.surface}; border: none; border-left: 1px solid {t.hairline}; }}
QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.hairline}; border-radius: 12px; }}
QFrame[role="well"] {{ background: {t.sunken}; border: none; border-radius: 12px; }}
QFrame[role="points-card"] {{ background: {t.points_soft}; border: none; border-radius: 12px; }}
QFrame[role="amber-pill"] {{ background: {t.amber}; border-radius: 14px; }}
QFrame[role="training-pill"] {{ background: {t.points}; border-radius: 14px; }}
QFrame[role="pill"] {{ background: transparent; }}
QFrame[role="notice"] {{ background: {t.amber_soft}; border: 2px solid {t.amber}; border-radius: 12px; }}
QFrame[role="notice-danger"] {{ background: {t.danger_soft}; border: 2px solid {t.danger}; border-radius: 12px; }}
QFrame[role="notice-info"] {{ background: {t.primary_soft}; border: 2px solid {t.primary}; border-radius: 12px; }}
QFrame[role="notice-success"] {{ background: {t.success_soft}; border: 2px solid {t.success}; border-radius: 12px; }}
QFrame[role="sheet"] {{ background: {t.surface}; border: none; border-radius: 20px; }}
QFrame[role="hairline"] {{ background: {t.hairline}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="line"] {{ background: transparent; border: none; border-bottom: 1px solid {t.hairline}; }}
QFrame[role="line"][selected="true"] {{ background: {t.primary_soft}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {t.border}; border-radius: 3px; min-height: 48px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; height: 0; }}
"""


def _button(t: Tokens, role: str, ground: str, colour: str, border: str, hover: str, pressed: str) -> str:
    chosen = f'QPushButton[role="{role}"]'
    return (
        f"{chosen} {{ background: {ground}; color: {colour}; border: {border}; }}\n"
        f"{chosen}:hover {{ background: {hover}; }}\n"
        f"{chosen}:pressed {{ background: {pressed}; }}\n"
        f"{chosen}:disabled {{ background: {t.sunken}; color: {t.muted}; border: 1px solid {t.hairline}; }}\n"
        f"{chosen}:focus {{ border: 3px solid {t.text if ground == t.primary else t.primary}; }}\n"
    )


def _buttons(t: Tokens) -> str:
    """Those that do something."""
    button = partial(_button, t)
    return (
        f"QPushButton {{ min-height: {TOUCH - 2}px; border-radius: 10px; padding: 0 16px;"
        f" font-size: {TYPE.body}px; font-weight: 500; outline: none; }}\n"
        + button("primary", t.primary, t.on_primary, "none", t.primary_hover, t.primary_pressed)
        + f'QPushButton[role="primary"] {{ min-height: {PRIMARY_HEIGHT}px; border-radius: 14px;'
        f" font-size: {TYPE.title}px; font-weight: 700; }}\n"
        + button("secondary", t.surface, t.text, f"1px solid {t.border}", t.sunken, t.hover)
        + button("big", t.surface, t.text, f"1px solid {t.border}", t.sunken, t.hover)
        + f'QPushButton[role="big"] {{ min-height: {PRIMARY_HEIGHT - 2}px; border-radius: 14px;'
        f" font-size: {TYPE.row}px; font-weight: 600; }}\n"
        + f'QPushButton[role="big"][chosen="true"] {{ background: {t.primary_soft}; color: {t.primary};'
        f" border: 2px solid {t.primary}; }}\n"
        + button("soft", t.primary_soft, t.primary, f"1px solid {t.primary_soft}", t.hover, t.hover)
        + 'QPushButton[role="soft"] { font-weight: 600; }\n'
        + button("ghost", "transparent", t.muted, "1px solid transparent", t.hover, t.hover)
        + f'QPushButton[role="ghost"] {{ padding: 0 12px; font-size: {TYPE.small}px; }}\n'
        + button("tool", "transparent", t.muted, "1px solid transparent", t.hover, t.hover)
        + f'QPushButton[role="tool"] {{ padding: 0 2px; font-size: {TYPE.small}px; }}\n'
        + button("link", "transparent", t.primary, "1px solid transparent", t.primary_soft, t.primary_soft)
        + f'QPushButton[role="link"] {{ padding: 0 12px; font-size: {TYPE.small}px; font-weight: 600; }}\n'
        + f'QPushButton[role="ghost"]:disabled, QPushButton[role="tool"]:disabled,'
        f' QPushButton[role="link"]:disabled {{ background: transparent;'
        f" border: 1px solid transparent; color: {t.disabled}; }}\n"
        + button("step", t.sunken, t.text, f"1px solid {t.sunken}", t.hover, t.hover)
        + f'QPushButton[role="step"] {{ min-width: {TOUCH - 2}px; max-width: {TOUCH - 2}px; padding: 0; }}\n'
    )


def _choices(t: Tokens) -> str:
    """Keys, tiles, and what is chosen from among others."""
    button, outline = partial(_button, t), f"1px solid {t.hairline}"
    return (
        button("key", t.surface, t.text, outline, t.sunken, t.hover)
        + f'QPushButton[role="key"] {{ min-width: {KEY_WIDTH - 2}px; min-height: {KEY_HEIGHT - 2}px; padding: 0;'
        f" font-size: {TYPE.title}px; font-weight: 500; border-radius: 12px; }}\n"
        + button("letter", t.surface, t.text, outline, t.sunken, t.hover)
        + f'QPushButton[role="letter"] {{ min-width: {TOUCH - 2}px; min-height: {TOUCH + 6}px; padding: 0;'
        f" font-size: {TYPE.row}px; }}\n"
        + f'QPushButton[role="letter"][chosen="true"] {{ background: {t.primary_soft}; color: {t.primary}; }}\n'
        + button("tile", t.surface, t.text, f"1px solid {t.hairline}", t.sunken, t.hover)
        + 'QPushButton[role="tile"] { border-radius: 14px; padding: 0; min-height: 94px; }\n'
        + f'QPushButton[role="tile"][chosen="true"] {{ background: {t.primary_soft};'
        f" border: 2px solid {t.primary}; }}\n"
        + button("strip", "transparent", t.text, "1px solid transparent", t.hover, t.hover)
        + 'QPushButton[role="strip"] { min-height: 37px; max-height: 37px; border-radius: 6px; padding: 0 10px;'
        " font-size: 15px; }\n"
        + f'QPushButton[role="strip"][chosen="true"] {{ color: {t.primary}; font-weight: 700; }}\n'
        + f'QPushButton[role="strip"][amber="true"] {{ background: {t.amber}; color: {t.on_amber};'
        " font-weight: 600; }\n"
        + f'QToolButton[role="answer"] {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.hairline};'
        f" border-radius: 12px; padding: 6px 4px; font-size: {TYPE.small}px; }}\n"
        f'QToolButton[role="answer"]:pressed {{ background: {t.sunken}; }}\n'
        f'QToolButton[role="answer"][chosen="true"] {{ background: {t.primary_soft}; border-color: {t.primary}; }}\n'
        f'QToolButton[role="answer"]:focus {{ border: 3px solid {t.primary}; }}\n'
        f'QToolButton[role="answer"]:disabled {{ color: {t.muted}; }}\n'
        + 'QPushButton[role="strip"][tight="true"] { padding: 0 6px; }\n'
        + button("segment", t.surface, t.text, f"1px solid {t.hairline}", t.sunken, t.hover)
        + f'QPushButton[role="segment"] {{ min-height: {PRIMARY_HEIGHT - 10}px; border-radius: 12px;'
        " font-weight: 600; }\n"
        + f'QPushButton[role="segment"][chosen="true"] {{ background: {t.primary_soft}; color: {t.primary};'
        f" border: 2px solid {t.primary}; }}\n"
        + button("choice", t.surface, t.text, f"1px solid {t.hairline}", t.sunken, t.hover)
        + f'QPushButton[role="choice"] {{ min-height: {TOUCH - 2}px; border-radius: 10px; padding: 0 8px; }}\n'
        + f'QPushButton[role="choice"][chosen="true"] {{ background: {t.primary_soft}; color: {t.primary};'
        f" border: 2px solid {t.primary}; }}\n"
        + button("tick", t.surface, t.text, f"1px solid {t.hairline}", t.sunken, t.hover)
        + 'QPushButton[role="tick"] { padding: 0; border-radius: 10px; }\n'
        + f'QPushButton[role="tick"][chosen="true"] {{ background: {t.primary_soft};'
        f" border: 2px solid {t.primary}; }}\n"
        + button("action", t.surface, t.text, f"1px solid {t.border}", t.sunken, t.hover)
        + f'QPushButton[role="action"] {{ min-height: {TOUCH + 4}px; text-align: left; padding: 0 12px;'
        f" font-size: {TYPE.small}px; font-weight: 600; }}\n"
        + f'QPushButton[role="action"][chosen="true"] {{ background: {t.primary_soft}; color: {t.primary};'
        f" border: 2px solid {t.primary}; }}\n"
        + button("rail", t.surface, t.text, f"1px solid {t.surface}", t.sunken, t.hover)
        + f'QPushButton[role="rail"] {{ padding: 0; border-radius: 10px; min-height: {TOUCH}px; }}\n'
        + f'QPushButton[role="rail"][chosen="true"] {{ background: {t.primary_soft};'
        f" border: 2px solid {t.primary}; }}\n"
        + button("result", t.surface, t.text, f"1px solid {t.surface}", t.sunken, t.hover)
        + 'QPushButton[role="result"] { padding: 0; border-radius: 10px; min-height: 62px; }\n'
        + f'QPushButton[role="result"][chosen="true"] {{ background: {t.primary_soft};'
        f" border: 2px solid {t.primary}; }}\n"
    )


def _fields(t: Tokens) -> str:
    return f"""
QLineEdit {{ min-height: {TOUCH}px; border: 1px solid {t.border}; border-radius: 10px; padding: 0 14px;
    background: {t.surface}; color: {t.text}; font-size: {TYPE.body}px;
    selection-background-color: {t.primary}; selection-color: {t.on_primary}; }}
QLineEdit:focus {{ border: 3px solid {t.primary}; padding: 0 12px; }}
QLineEdit[role="search"] {{ min-height: 58px; font-size: {TYPE.row}px; }}
QLineEdit[wrong="true"] {{ border: 2px solid {t.danger}; background: {t.danger_soft}; }}
QCheckBox {{ min-height: {TOUCH}px; font-size: {TYPE.small}px; spacing: 10px; color: {t.text}; }}
QCheckBox::indicator {{ width: 24px; height: 24px; border: 2px solid {t.border}; border-radius: 6px;
    background: {t.surface}; }}
QCheckBox::indicator:checked {{ background: {t.danger}; border-color: {t.danger}; }}
QCheckBox:focus {{ border: 3px solid {t.primary}; border-radius: 8px; }}
"""


def _small_parts(t: Tokens) -> str:
    def chip(role: str, ground: str, colour: str) -> str:
        return (
            f'QLabel[role="{role}"] {{ background: {ground}; color: {colour}; border-radius: 11px;'
            f" min-height: 22px; max-height: 22px; padding: 0 10px; font-size: {TYPE.caption}px; font-weight: 600; }}"
        )

    return "\n".join(
        (
            (
                'QLabel[role="key-hint-on-primary"] { background: rgba(127, 127, 127, 0.28); border-radius: 5px;'
                f" color: {t.on_primary}; padding: 1px 6px; font-size: 13px; font-weight: 600; }}"
            ),
            chip("chip-points", t.points_soft, t.points),
            chip("chip-tier", t.surface, t.points),
            chip("chip-success", t.success_soft, t.success),
            chip("chip-primary", t.primary_soft, t.primary),
            chip("chip-muted", t.sunken, t.muted),
            chip("chip-amber", t.amber_soft, t.amber_text),
            (
                f'QLabel[role="key-hint"] {{ background: {t.sunken}; color: {t.muted}; border-radius: 5px;'
                f" padding: 1px 6px; font-size: 13px; font-weight: 600; }}"
            ),
            (
                f'QLabel[role="avatar"] {{ background: {t.primary_soft}; color: {t.primary}; border-radius: 24px;'
                f" font-size: {TYPE.body}px; font-weight: 700; }}"
            ),
            (
                f'QLabel[role="avatar-points"] {{ background: {t.surface}; color: {t.points}; border-radius: 24px;'
                f" font-size: {TYPE.body}px; font-weight: 700; }}"
            ),
            (
                f'QLabel[role="key-cap"] {{ background: {t.sunken}; border: 1px solid {t.border}; border-radius: 6px;'
                f" padding: 4px 10px; font-size: {TYPE.small}px; font-weight: 600; }}"
            ),
            f'QLabel[role="avatar-muted"] {{ background: {t.sunken}; border-radius: 24px; }}',
            f'QLabel[role="halo"] {{ background: {t.primary_soft}; border-radius: 56px; }}',
            f'QLabel[role="halo-success"] {{ background: {t.success_soft}; border-radius: 40px; }}',
            (
                f"QProgressBar {{ background: {t.hairline}; border: none; border-radius: 4px; max-height: 8px;"
                f" min-height: 8px; }}"
            ),
            f"QProgressBar::chunk {{ background: {t.primary}; border-radius: 4px; }}",
            f'QProgressBar[role="tier"] {{ background: {t.surface}; }}',
            f'QProgressBar[role="tier"]::chunk {{ background: {t.points}; border-radius: 4px; }}',
        )
    )
