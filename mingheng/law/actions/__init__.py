"""Publishing the law: loading a lawbook, a calendar year, the texts of statutes."""

from mingheng.law.actions.import_texts import ImportReport, TextReport, import_statute_texts
from mingheng.law.actions.load import Loaded, load_calendar_year, load_lawbook

__all__ = ["ImportReport", "Loaded", "TextReport", "import_statute_texts", "load_calendar_year", "load_lawbook"]
