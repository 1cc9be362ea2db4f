"""Measures the comment service beside Isso: `make bench-comments`."""
