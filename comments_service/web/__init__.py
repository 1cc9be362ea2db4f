"""HTTP: each route parses, calls one action and answers. Flask is known to this layer only."""
