"""Measures the spam filter beside others on labelled comments: `make bench-spam`."""
