"""What the site generator and the comment service agree on.

Configuration, permanent ids, addresses, page markers and the one splice function. Both halves
import this package; it imports neither of them.
"""
