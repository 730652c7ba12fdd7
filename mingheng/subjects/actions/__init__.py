"""Every write of the register. Each act is atomic and ends with its entry in the ledger."""

from mingheng.subjects.actions.many import Register
from mingheng.subjects.actions.register import erase_party, read_identity, register_party

__all__ = ["Register", "erase_party", "read_identity", "register_party"]
