"""What the law says: the current lawbook, earlier editions, articles as in force on a day."""

from mingheng.law.queries.arguing import least_letters, unargued
from mingheng.law.queries.articles import ArticleView, Line, article, articles, statute_articles
from mingheng.law.queries.editions import (
    EditionView,
    LawbookAltered,
    LawbookUnreadable,
    NoLawbook,
    NoSuchEdition,
    cite_text,
    current_edition,
    edition,
    editions,
    lawbook,
    procedure,
    rows_in_force,
)
from mingheng.law.queries.searches import search_items, search_statutes

__all__ = [
    "ArticleView", "EditionView", "LawbookAltered", "LawbookUnreadable", "Line", "NoLawbook", "NoSuchEdition",
    "article", "articles", "cite_text", "current_edition", "edition", "editions", "lawbook", "least_letters", "procedure", "rows_in_force",
    "search_items", "search_statutes", "statute_articles", "unargued",
]  # fmt: skip
