"""Profiles of a terminal's members, and the wrong PINs of whoever has one."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, select

from app.domain.changes import MarkKind
from app.services.people_port import KnownMark, KnownProfile, Lockout
from app.storage.merged import of_person
from app.storage.shop_rows import details_in
from app.storage.terminal.tables import lockouts, shared
from app.storage.upsert import upsert

_profiles, _keys = shared.profiles, shared.personal_keys
_PROFILE = (
    select(_profiles, _keys.c.key)
    .join(
        _keys,
        and_(_keys.c.merchant_id == _profiles.c.merchant_id, _keys.c.subject_id == _profiles.c.member_id),
    )
    .where(_profiles.c.merchant_id == bindparam("merchant"), _profiles.c.member_id == bindparam("member"))
)

_MARKS_OF = select(shared.marks).where(of_person(shared.marks, shared.members))


@dataclass(frozen=True, slots=True)
class TerminalPeople:
    """Reads profiles and keeps lock-outs on one connection."""

    connection: Connection
    merchant_id: bytes

    def profile(self, member_id: bytes) -> KnownProfile | None:
        """A member's profile as it is now; None: nobody has that id, or was erased."""
        key = {"merchant": self.merchant_id, "member": member_id}
        row = self.connection.execute(_PROFILE, key).first()
        if row is None:
            return None
        return KnownProfile(
            name=row.name,
            phone=row.phone,
            birthday=row.birthday,
            details=details_in(row.details),
            key=row.key,
        )

    def marks(self, member_id: bytes) -> tuple[KnownMark, ...]:
        """Segments, flags and lists of a member and of who was merged into him, each once, in order."""
        key = {"merchant": self.merchant_id, "member": member_id}
        rows = self.connection.execute(_MARKS_OF, key)
        return tuple(sorted({KnownMark(kind=MarkKind(row.kind), mark=row.mark) for row in rows if row.held}))

    def lockout(self, subject_id: bytes) -> Lockout:
        """Wrong PINs so far."""
        row = self.connection.execute(select(lockouts).where(lockouts.c.subject_id == subject_id)).first()
        if row is None:
            return Lockout(failures=0, locked_until=0)
        return Lockout(failures=row.failures, locked_until=row.locked_until)

    def set_lockout(self, subject_id: bytes, lockout: Lockout) -> None:
        """Remembers them, also over a restart."""
        row = {
            "subject_id": subject_id,
            "failures": lockout.failures,
            "locked_until": lockout.locked_until,
        }
        upsert(self.connection, lockouts, [row])
