"""Draws by lot that anybody can repeat: what is drawn from is sealed, the chance comes later, the outcome follows. Knows no purpose."""
