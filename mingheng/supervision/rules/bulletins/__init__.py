"""What a bulletin says: counts frozen with what they counted, shares of them, and the index. No Django, no database."""
