"""Every read of instruments and dossiers."""

from mingheng.documents.queries.annexes import annex
from mingheng.documents.queries.definitions import definition, definitions
from mingheng.documents.queries.files import ALIAS, content, exists, open_paper, store
from mingheng.documents.queries.proofs import is_made, paper_address, paper_voucher, voucher_of_file
from mingheng.documents.queries.typeset import fonts, missing_characters, preview
from mingheng.documents.queries.views import (
    DossierView,
    InstrumentView,
    NoSuchInstrument,
    PaperFiles,
    by_number,
    dossier,
    dossier_of,
    files_of,
    instrument,
    of_folder,
)

__all__ = [
    "ALIAS", "DossierView", "InstrumentView", "NoSuchInstrument", "PaperFiles",
    "annex", "by_number", "content", "definition", "definitions", "dossier", "dossier_of", "exists", "files_of", "fonts", "instrument", "is_made", "missing_characters",
    "of_folder", "open_paper", "paper_address", "paper_voucher", "preview", "store", "voucher_of_file",
]  # fmt: skip
