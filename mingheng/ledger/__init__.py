"""The transparency log: what was done, by whom and when, in a form that outsiders can check. Knows no other room."""
