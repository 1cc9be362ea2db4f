"""The filter chain: local rules first, then, where it is configured and allowed, Akismet."""
