"""Comments, states, rules and errors: plain data and pure functions. Time arrives as `now`."""
