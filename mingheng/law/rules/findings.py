"""What the engine answers: findings with code, article, reason and remedy."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Answer(StrEnum):
    """What a rule says of an act: lawful, unlawful, not yet decidable by time, or lacking a fact."""

    KEPT = "kept"
    BROKEN = "broken"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One rule's answer about one act.

    `code` is stable (the rule's key in the procedure), `cite` the articles, `field` the fact to
    mend, `remedy_act` the act that would make it lawful, `not_before`/`due` the day that matters.
    """

    code: str
    kind: str
    answer: Answer
    reason: str
    cite: tuple[str, ...] = ()
    remedy: str = ""
    remedy_act: str | None = None
    field: str | None = None
    party: str | None = None
    due: date | None = None
    not_before: date | None = None
    severity: str = "fatal"

    @property
    def refuses(self) -> bool:
        """Whether the act may not be taken: broken or unknown (a gate never guesses), and fatal.

        A heavy or light breach is recorded and shown but does not stop the act: a late service
        must still be made.
        """
        return self.severity == "fatal" and self.answer in (Answer.BROKEN, Answer.UNKNOWN)


@dataclass(frozen=True)
class Verdict:
    """All findings about an act; it may be taken when none refuses."""

    act: str
    party: str | None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """The findings that stop the act."""
        return tuple(f for f in self.findings if f.refuses)

    @property
    def allowed(self) -> bool:
        """Whether nothing stops the act."""
        return not self.refusals
