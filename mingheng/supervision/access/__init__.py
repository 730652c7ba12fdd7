"""Fetching and asking whether one may, in one function: absent and forbidden are the same 404."""
