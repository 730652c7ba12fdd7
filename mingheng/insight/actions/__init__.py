"""Writing the export, the findings and the runs; nothing of any other room."""

from mingheng.insight.actions.asking_for import plan_night, request_scan
from mingheng.insight.actions.scanning import work_off

__all__ = ["plan_night", "request_scan", "work_off"]
