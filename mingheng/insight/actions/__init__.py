"""Writing the export, the findings and the runs; nothing of any other room."""

from mingheng.insight.actions.asking_for import plan_night, queue_scan, request_scan
from mingheng.insight.actions.lending import export_log
from mingheng.insight.actions.scanning import work_off

__all__ = ["export_log", "plan_night", "queue_scan", "request_scan", "work_off"]
