"""Parties: who a case is about."""
