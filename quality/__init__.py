"""Looks at the newsroom as it is delivered: `make quality`. Not needed to run or build one."""
