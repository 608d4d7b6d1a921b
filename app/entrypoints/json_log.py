"""The log: JSON lines in a file that rotates every midnight and is kept for 14 days. No personal data."""

import json
import logging
from datetime import UTC, datetime
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path

_KEPT_DAYS = 14
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "taskName"}


class JsonLines(logging.Formatter):
    """One record a line: at, level, logger, message, whatever `extra` says, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in _STANDARD},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def start_log(directory: Path) -> Path:
    """Sends the log to `setia.log` in a directory; returns the file."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "setia.log"
    handler = TimedRotatingFileHandler(path, when="midnight", backupCount=_KEPT_DAYS, encoding="utf-8")
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path
