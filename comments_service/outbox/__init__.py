"""Doing what the outbox holds, with retries."""
