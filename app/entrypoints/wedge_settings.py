"""What was learnt of a keyboard scanner, between the settings and the wedge."""

from app.entrypoints.settings import Settings
from app.ui.wedge import WedgeSettings


def wedge_settings(settings: Settings) -> WedgeSettings:
    """How this till's keyboard scanner types."""
    return WedgeSettings(
        median_gap=settings.wedge_median_gap,
        longest_gap=max(settings.wedge_longest_gap, settings.wedge_median_gap),
        prefix=settings.wedge_prefix,
    )


def learnt_settings(learnt: WedgeSettings) -> dict[str, str | int]:
    """The keys and values that remember a lesson."""
    return {
        "wedge_median_gap": learnt.median_gap,
        "wedge_longest_gap": learnt.longest_gap,
        "wedge_prefix": learnt.prefix,
    }
