"""Every write of the room."""

from mingheng.supervision.actions.answering import AnswerRefused, NotYours, answer_finding

__all__ = ["AnswerRefused", "NotYours", "answer_finding"]
