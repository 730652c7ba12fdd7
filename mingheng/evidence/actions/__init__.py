"""Every act of the room of evidence. `previews`, a cache, is beside them and is no act."""

from mingheng.evidence.actions.erasure import erase_folder
from mingheng.evidence.actions.fates import exclude, restore, withdraw
from mingheng.evidence.actions.housekeeping import remove_orphans
from mingheng.evidence.actions.intake import take_in
from mingheng.evidence.actions.many import IntakeBook
from mingheng.evidence.actions.readings import open_file, see_previews

__all__ = [
    "IntakeBook",
    "erase_folder",
    "exclude",
    "open_file",
    "remove_orphans",
    "restore",
    "see_previews",
    "take_in",
    "withdraw",
]
