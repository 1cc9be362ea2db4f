"""The spam filter: what it does now, how right it is, and a switch for each of its rules."""

from flask import Response, abort, g

from comments_service.actions.filter_figures import MONTHS, filter_figures, strongest
from comments_service.actions.rules import switch_rule as switch
from comments_service.domain.errors import Invalid
from comments_service.domain.measured import LEAST
from comments_service.domain.rules import RULES
from comments_service.storage import filter_figures as stored
from comments_service.storage import rules_off
from comments_service.web.context import now, service
from comments_service.web.moderation import words
from comments_service.web.moderation.guard import administrators, bp, session
from comments_service.web.moderation.pages import done_words, show, texts
from comments_service.web.moderation.shares import month_name, points, share_words
from comments_service.web.moderation.weights import weights_of
from comments_service.web.pages import see_other

# What is decided in one go stands there as a whole.
_NEWEST = 25
_WRONG = 25
# So many of the last texts tell what weighs now; and so many words of them are shown.
_TEXTS, _WORDS = 500, 12


@bp.get("/filter")
def spam_filter() -> Response:
    return _page()


@bp.post("/filter")
@administrators
def switch_rule() -> Response:
    """`rule` goes on or off, as `verb` says; `confirm` says that it is meant."""
    rule, verb = g.fields.get("rule", ""), g.fields.get("verb", "")
    if verb not in ("on", "off") or rule not in RULES:
        abort(400)
    sure = g.fields.get("confirm") == "yes"
    try:
        switch(service(), rule, session().moderator, now(), on=verb == "on", confirmed=sure)
    except Invalid as invalid:
        return _page({f"rule-{rule}": texts(invalid.errors)["rule"]}, 422)
    return see_other("moderation.spam_filter", done=f"rule-{verb}")


def _page(errors: dict[str, str] | None = None, status: int = 200) -> Response:
    db, figures = service().db, filter_figures(service(), now())
    return show(
        "filter.html",
        status,
        standing=service().filter.standing(),
        points=points,
        figures=figures,
        span=MONTHS,
        least=LEAST,
        likely=stored.likely(db),
        wrong=stored.wrongly_rejected(db, _WRONG),
        surprising=stored.surprising(db, _NEWEST),
        newest=stored.newest(db, _NEWEST),
        weights=weights_of(strongest(service(), _TEXTS, _WORDS)),
        texts=_TEXTS,
        rules=RULES,
        off=rules_off.names(db),
        absent=_absent(),
        rule_names=words.RULE_NAMES,
        rule_words=words.RULES,
        rule_costs=words.RULE_COSTS,
        states=words.STATES,
        month_name=month_name,
        share_words=share_words,
        moderation=service().config.comments.moderation,
        spam_days=service().config.retention.spam_days,
        errors=errors or {},
        done=done_words(words.FILTER_DONE),
    )


def _absent() -> set[str]:
    """Rules that this newsroom has not set up."""
    there = {"akismet": service().akismet, "proof": service().proofs}
    return {rule for rule, what in there.items() if what is None}
