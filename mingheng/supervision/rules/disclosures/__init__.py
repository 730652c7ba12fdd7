"""Whether decisions are published as the law asks, purely."""
