"""The law as pure values and pure judgement: no Django, no database."""
