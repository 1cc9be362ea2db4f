"""Mails that let a moderator in, or ask whether a mailbox is theirs."""

from datetime import datetime
from email.message import EmailMessage

from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config
from comments_service.mail.messages import message


def invitation(
    config: Config, t: Translator, email: str, name: str, link: str, now: datetime
) -> EmailMessage:
    """`link` is good for 48 hours and lets its holder in, once."""
    newsroom = config.newsroom.name
    paragraphs = (
        t("Hello %(name)s", name=name),
        t(
            "You are invited to moderate the comments in the newsroom of %(newsroom)s. "
            "Open this link within 48 hours and choose a password:",
            newsroom=newsroom,
        ),
        link,
        t("The link works once. Pass it on to nobody."),
    )
    subject = t("Your invitation to the newsroom of %(newsroom)s", newsroom=newsroom)
    return message(config, (email,), subject, "\n\n".join(paragraphs), now)


def mailbox_request(
    config: Config, t: Translator, email: str, link: str, now: datetime
) -> EmailMessage:
    """Before this is answered, nothing else goes to the address."""
    newsroom = config.newsroom.name
    paragraphs = (
        t(
            "Somebody wants to get notices for moderators of the newsroom of %(newsroom)s at this "
            "address. If that is you, sign in and confirm it within 48 hours:",
            newsroom=newsroom,
        ),
        link,
        t("If it is not, do nothing: you will get no more mail."),
    )
    subject = t("Confirm your address for the newsroom of %(newsroom)s", newsroom=newsroom)
    return message(config, (email,), subject, "\n\n".join(paragraphs), now)
