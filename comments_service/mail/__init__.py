"""Mails: plain, few, without tracking."""
