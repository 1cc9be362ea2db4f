"""The command line, one subject a file. `cli.py` puts them together."""
