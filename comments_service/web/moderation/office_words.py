"""The words of the moderators' office: roles, settings, inboxes, switches. All of them msgids."""

from comments_service.contract.switches import CLOSED, HOLD
from comments_service.storage.appeals import AppealState
from comments_service.storage.moderators import ADMINISTRATOR, MODERATOR
from comments_service.storage.reports import ReportState
from comments_service.storage.slips import SlipState

ROLE_NAMES = {MODERATOR: "Moderator", ADMINISTRATOR: "Administrator"}

PEOPLE_DONE = {
    MODERATOR: "The role is changed.",
    ADMINISTRATOR: "The role is changed.",
    "function": "The function is changed.",
    "disable": "This person is shut out: sessions and links in mails have ended.",
    "enable": "This person can sign in again.",
}

SETTINGS_DONE = {
    "settings": "Your settings are kept.",
    "keys": "Your keys are kept.",
    "password": "Your password is changed. You are signed out everywhere else.",
    "mail-sent": "We have sent a link to that address. Open it within 48 hours to confirm.",
    "mail-confirmed": "Your address is confirmed.",
    "mail-gone": "Your address is deleted. You get no more mail.",
}

APPEAL_STATES = {
    AppealState.OPEN: "Still open",
    AppealState.UPHELD: "The decision stands",
    AppealState.REVERSED: "The decision is reversed",
}
REPORT_STATES = {
    ReportState.OPEN: "Still open",
    ReportState.ACTED: "The comment was removed",
    ReportState.DISMISSED: "The comment stays",
}
SLIP_STATES = {
    SlipState.OPEN: "Still open",
    SlipState.CORRECTED: "Corrected",
    SlipState.ANSWERED: "Answered",
    SlipState.DISMISSED: "Dismissed",
}

APPEAL_DONE = {
    AppealState.UPHELD.value: "The appeal is decided: the decision stands.",
    AppealState.REVERSED.value: "The appeal is decided: the decision is reversed.",
    "proposed": "Your proposal is noted. A second person has to confirm it.",
}
REPORT_DONE = {
    ReportState.ACTED.value: "The report is decided: the comment is removed.",
    ReportState.DISMISSED.value: "The report is decided: the comment stays.",
    "proposed": "Your proposal is noted. A second person has to confirm it.",
}
SLIP_DONE = {
    SlipState.CORRECTED.value: "The error is settled as corrected.",
    "written": "The correction is written. It appears with the next build, which begins now.",
    SlipState.ANSWERED.value: "The error is settled as answered.",
    SlipState.DISMISSED.value: "The error is settled as dismissed.",
}

CRISES = {
    "": "As usual",
    HOLD: "Every comment waits for a person",
    CLOSED: "No comments are taken",
}
SWITCHES_DONE = {
    "crisis": "It is switched. Pages are written anew within moments.",
    "close": "This post takes no more comments.",
    "reopen": "This post is no longer closed by hand.",
}
