"""Trees of regular expressions as programs for the matcher (_re, engine/lib/regex.def)."""

import _re
from _re import (
    Any, AnyAll, Assert, AssertLeave, AssertNot, AssertNotLeave, At, AtomicEnter, AtomicLeave, Fail, GroupRef,
    GroupRefExists, GroupRefFold, GroupRefFoldAscii, In, Jump, Literal, LiteralFold, LiteralFoldAscii, LoopEnter,
    LoopGreedy, LoopLazy, LoopPossessive, LoopRound, Mark, NotLiteral, NotLiteralFold, NotLiteralFoldAscii, RepeatOne,
    RepeatOneLazy, RepeatOnePossessive, Split, Success,
)
from types import MappingProxyType

from . import _parser
from ._constants import *
from ._constants import error

_NO_FOLD, _ASCII_FOLD, _UNICODE_FOLD = 0, 1, 2
_LITERALS = {
    "literal": (Literal, LiteralFoldAscii, LiteralFold),
    "not_literal": (NotLiteral, NotLiteralFoldAscii, NotLiteralFold),
}
_GROUP_REFS = (GroupRef, GroupRefFoldAscii, GroupRefFold)
_CATEGORIES = {"digit": 1, "space": 2, "word": 4, "not_digit": 64, "not_space": 128, "not_word": 256}
_ONE = {"greedy": RepeatOne, "lazy": RepeatOneLazy, "possessive": RepeatOnePossessive}
_LOOPS = {"greedy": LoopGreedy, "lazy": LoopLazy, "possessive": LoopPossessive}
_BEGINNING, _BEGINNING_LINE, _END, _END_LINE, _END_STRING, _BOUNDARY, _NOT_BOUNDARY = range(7)
_ASCII_BOUNDARY = 2  # further, for \b and \B


class _Program:
    def __init__(self, state):
        self.state = state
        self.code = []
        self.slots = 1

    def new_slot(self):
        self.slots += 1
        return self.slots - 1

    def emit(self, *words):
        """Appends an instruction; returns where its last operand stands."""
        self.code += words
        return len(self.code) - 1

    def here(self, place):
        """Lets the target at `place` be what comes next."""
        self.code[place] = len(self.code)

    def sequence(self, nodes, flags):
        for node in nodes:
            getattr(self, "_" + node[0])(node, flags)

    @staticmethod
    def _fold(flags):
        if not flags & IGNORECASE:
            return _NO_FOLD
        return _UNICODE_FOLD if flags & UNICODE else _ASCII_FOLD

    def _literal(self, node, flags):
        kind, char = node
        fold = self._fold(flags)
        if fold and not _re.has_cases(char, fold == _ASCII_FOLD):
            fold = _NO_FOLD
        self.emit(_LITERALS[kind][fold], _re.fold(char, fold))

    _not_literal = _literal

    def _any(self, node, flags):
        self.emit(AnyAll if flags & DOTALL else Any)

    def _in(self, node, flags):
        ranges, categories = [], 0
        for item in node[2]:
            if item[0] == "literal":
                ranges.append((item[1], item[1]))
            elif item[0] == "range":
                ranges.append(item[1:])
            else:
                categories |= _CATEGORIES[item[1]]
        if not flags & UNICODE:
            categories <<= 3
        self.emit(In, *_re.make_set(ranges, categories, self._fold(flags), node[1]))

    def _at(self, node, flags):
        place = node[1]
        if place == "beginning":
            number = _BEGINNING_LINE if flags & MULTILINE else _BEGINNING
        elif place == "end":
            number = _END_LINE if flags & MULTILINE else _END
        elif place == "beginning_string":
            number = _BEGINNING
        elif place == "end_string":
            number = _END_STRING
        else:
            number = _BOUNDARY if place == "boundary" else _NOT_BOUNDARY
            if not flags & UNICODE:
                number += _ASCII_BOUNDARY
        self.emit(At, number)

    def _fail(self, node, flags):
        self.emit(Fail)

    def _branch(self, node, flags):
        ends = []
        for branch in node[1][:-1]:
            other = self.emit(Split, 0)
            self.sequence(branch, flags)
            ends.append(self.emit(Jump, 0))
            self.here(other)
        self.sequence(node[1][-1], flags)
        for end in ends:
            self.here(end)

    def _repeat(self, node, flags):
        _, how, least, most, body = node
        if len(body) == 1 and body[0][0] in ("literal", "not_literal", "any", "in"):
            after = self.emit(_ONE[how], least, most, 0)
            self.sequence(body, flags)
            self.here(after)
        elif (least, most) == (0, 1) and how != "possessive":
            other = self.emit(Split, 0)
            if how == "lazy":
                end = self.emit(Jump, 0)
                self.here(other)
            else:
                end = other
            self.sequence(body, flags)
            self.here(end)
        else:
            slot = self.new_slot()
            self.emit(LoopEnter, slot)
            start = len(self.code)
            end = self.emit(_LOOPS[how], slot, least, most, 0)
            self.emit(LoopRound, slot, least)
            self.sequence(body, flags)
            if how == "possessive":
                self.emit(AtomicLeave, slot)
            self.emit(Jump, start)
            self.here(end)

    def _group(self, node, flags):
        _, number, added, removed, body = node
        if added & TYPE_FLAGS:
            flags &= ~TYPE_FLAGS
        if number is not None:
            self.emit(Mark, 2 * number - 2)
        self.sequence(body, (flags | added) & ~removed)
        if number is not None:
            self.emit(Mark, 2 * number - 1)

    def _atomic(self, node, flags):
        slot = self.new_slot()
        self.emit(AtomicEnter, slot)
        self.sequence(node[1], flags)
        self.emit(AtomicLeave, slot)

    def _width_behind(self, node):
        if node[1] > 0:
            return 0
        least, most = _parser.width_of(node[2], self.state)
        if least != most:
            raise error("look-behind requires fixed-width pattern")
        return least

    def _assert(self, node, flags):
        slot = self.new_slot()
        self.emit(Assert, slot, self._width_behind(node))
        self.sequence(node[2], flags)
        self.emit(AssertLeave, slot)

    def _assert_not(self, node, flags):
        slot = self.new_slot()
        after = self.emit(AssertNot, slot, self._width_behind(node), 0)
        self.sequence(node[2], flags)
        self.emit(AssertNotLeave, slot)
        self.here(after)

    def _groupref(self, node, flags):
        self.emit(_GROUP_REFS[self._fold(flags)], node[1] - 1)

    def _conditional(self, node, flags):
        otherwise = self.emit(GroupRefExists, node[1] - 1, 0)
        self.sequence(node[2], flags)
        if node[3] is not None:
            end = self.emit(Jump, 0)
            self.here(otherwise)
            self.sequence(node[3], flags)
            otherwise = end
        self.here(otherwise)


def compile(pattern, flags=0):
    if not isinstance(pattern, (str, bytes)):
        pattern_bytes = bytes(pattern)
    else:
        pattern_bytes = pattern
    tree, state = _parser.parse(pattern_bytes, flags)
    program = _Program(state)
    program.sequence(tree, state.flags)
    program.emit(Success)
    names = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return _re.compile(pattern, state.flags, program.code, state.groups - 1, program.slots,
                       MappingProxyType(state.groupdict), tuple(names))
