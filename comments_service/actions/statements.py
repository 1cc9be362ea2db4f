"""The reasons for a decision, with what only the database knows of them."""

from dataclasses import replace
from datetime import datetime

from comments_service.actions.service import Service
from comments_service.domain.comment import Comment
from comments_service.domain.rules import ABOUT_TEXTS
from comments_service.domain.statement import Statement
from comments_service.domain.told import told_statement
from comments_service.domain.verdict import Outcome
from comments_service.storage import comments, revisions


def told(service: Service, comment: Comment, now: datetime) -> Statement | None:
    """The decision against a comment, or a later text of it, that its author knows of."""
    kept = revisions.of_comment(service.db, comment.id)
    found = told_statement(comment, kept, now, service.config.comments.expected_hours)
    return with_detection(service, found) if found else None


def with_detection(service: Service, statement: Statement) -> Statement:
    """A statement that also says whether a rule pointed the text out (DSA, Article 17(3)(c)).

    That is one that asked to reject it for its words. Rules that were in doubt say so of most that
    a person reads, and the gate looks at no text. What retention has deleted nobody knows.
    """
    verdicts = comments.verdicts_of(service.db, statement.comment, statement.revision)
    found = any(v.outcome is Outcome.SPAM and v.rule in ABOUT_TEXTS for v in verdicts)
    return replace(statement, detected=found if verdicts else None)
