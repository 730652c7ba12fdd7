"""Every write of instruments and dossiers."""

from mingheng.documents.actions.binding import Exhibit, bind_dossier
from mingheng.documents.actions.many import OrderBook
from mingheng.documents.actions.order import Ordered, allocate_number, order_instrument
from mingheng.documents.actions.readings import open_paper
from mingheng.documents.actions.render import render_again, render_folder, render_waiting
from mingheng.documents.actions.scans import attach_scan

__all__ = [
    "Exhibit",
    "OrderBook",
    "Ordered",
    "allocate_number",
    "attach_scan",
    "bind_dossier",
    "open_paper",
    "order_instrument",
    "render_again",
    "render_folder",
    "render_waiting",
]
