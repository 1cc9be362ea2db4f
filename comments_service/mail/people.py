"""Mails that let a moderator in, or ask whether a mailbox is theirs."""

from comments_service.contract.catalogues import Translator
from comments_service.mail.letter import Letter, Link, Words


def invitation(t: Translator, lang: str, newsroom: str, name: str, link: str) -> Letter:
    """`link` is good for 48 hours and lets its holder in, once."""
    return Letter(
        lang,
        t("Your invitation to moderate"),
        (
            Words(t("Hello %(name)s", name=name)),
            Words(
                t(
                    "You are invited to moderate the comments in the newsroom of %(newsroom)s. "
                    "Open this link within 48 hours and choose a password:",
                    newsroom=newsroom,
                )
            ),
            Link(t("Choose a password"), link),
            Words(t("The link works once. Pass it on to nobody.")),
        ),
        t("Somebody has invited you with this address."),
    )


def mailbox_request(t: Translator, lang: str, newsroom: str, link: str) -> Letter:
    """Before this is answered, nothing else goes to the address."""
    return Letter(
        lang,
        t("Confirm your address for notices"),
        (
            Words(
                t(
                    "Somebody wants to get notices for moderators of the newsroom of %(newsroom)s "
                    "at this address. If that is you, sign in and confirm it within 48 hours:",
                    newsroom=newsroom,
                )
            ),
            Link(t("Confirm the address"), link),
            Words(t("If it is not, do nothing: you will get no more mail.")),
        ),
        t("This address was entered in a form. We never write to it unless it is confirmed."),
    )
