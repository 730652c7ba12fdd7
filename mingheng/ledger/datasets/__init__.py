"""The log as files that any web server can serve and any store keep."""

from mingheng.ledger.datasets.publishing import LogProgress, log_progress, publish_log

__all__ = ["LogProgress", "log_progress", "publish_log"]
