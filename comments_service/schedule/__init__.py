"""Builds that happen by themselves."""
