"""Who may do what, and what follows from what. No Django, no database."""
