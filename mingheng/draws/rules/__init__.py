"""Drawing as a matter of arithmetic: the same sealed list and the same chance give the same outcome. No Django, no database."""
