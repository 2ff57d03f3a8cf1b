"""The analyst's log: what a person decides, kept beside what the machine read and never over it.

The log is append-only; an undoing is a judgement of its own, and can be undone.  A judgement is anchored
by position and quote (the selectors of the W3C Web Annotation data model), so that it finds its place
again after a rerun; one that no longer does is told as a finding, never dropped in silence.

| act                                       | what it is about                       | where it enters |
|-------------------------------------------|----------------------------------------|-----------------|
| ``set_date|author|publisher``             | a page or one of its passages          | before ``link`` |
| ``merge_actors|voices``                   | two actors, or two voices              | after ``link``  |
| ``split_actor|voice``                     | an actor or a voice in an account      | after ``link``  |
| ``reject_statement``                      | a statement                            | after ``link``  |
| ``correct_source|stance|span``            | a statement                            | after ``link``  |
| ``reject_value``                          | one answer to one question             | after ``compare`` |
| ``move_value``, ``make_question``         | an answer, and the question it answers | after ``compare`` |
| ``rename_question``                       | a question                             | after ``compare`` |
| ``join_episodes``                         | two episodes                           | after ``compare`` |
| ``different``                             | two voices, which are then shown to be distinct | after ``link`` |
| ``same``, ``different``, ``seen``         | a pair of the queue, which then leaves it | after ``compare`` |
| ``star``, ``note``, ``grade``, ``seen``   | any record                             | beside the record |
"""

from __future__ import annotations

from .linked import apply_to_linked
from .log import (
    ACTS,
    COMPARED_ACTS,
    GRADE,
    MARKS,
    changes,
    correct,
    effective,
    join_episodes,
    mark,
    mark_pair,
    marked,
    merge,
    move_value,
    reject,
    rename_question,
    set_field,
    split,
    undo,
)
from .pages import apply_to_readings
from .values import apply_to_compared

__all__ = [
    "ACTS",
    "COMPARED_ACTS",
    "GRADE",
    "MARKS",
    "apply_to_compared",
    "apply_to_linked",
    "apply_to_readings",
    "changes",
    "correct",
    "effective",
    "join_episodes",
    "mark",
    "mark_pair",
    "marked",
    "merge",
    "move_value",
    "reject",
    "rename_question",
    "set_field",
    "split",
    "undo",
]
