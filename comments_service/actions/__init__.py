"""What can be done, one action a file. Each is all or nothing and writes who, what and why."""
