"""How blocks flow: pieces of known height, stacked or side by side, that go on where a slide ends."""

from dataclasses import dataclass, replace
from typing import Protocol

from export.document.slides.canvas import Canvas

NOTHING_MM = 0.01


class Piece(Protocol):
    """Something of a fixed width. `gap_mm` is the space above it, none at the top of a slide.

    `keeps`: a heading, which does not stay at the end of a slide without what follows.
    """

    gap_mm: float
    keeps: bool

    @property
    def height_mm(self) -> float: ...

    def take(self, room_mm: float, whole_mm: float) -> "tuple[Piece | None, Piece | None]":
        """What fits into the room and what is left. `whole_mm` is the room of an empty slide, where something must."""
        ...

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None: ...


Taken = tuple[Piece | None, Piece | None]


@dataclass(frozen=True)
class Stack:
    """Pieces one below the other."""

    pieces: tuple[Piece, ...]
    gap_mm: float = 0.0
    keeps: bool = False

    @property
    def height_mm(self) -> float:
        gaps = sum(piece.gap_mm for piece in self.pieces[1:])
        return gaps + sum(piece.height_mm for piece in self.pieces)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        """Pieces from the top until one does not fit; a heading goes with what follows it."""
        taken: list[Piece] = []
        rest = list(self.pieces)
        used = 0.0
        while rest:
            gap = rest[0].gap_mm if taken else 0.0
            # Below headings alone the slide is as good as empty.
            lone = all(piece.keeps for piece in taken)
            head, tail = rest[0].take(room_mm - used - gap, whole_mm - used - gap if lone else whole_mm)
            if head is None:
                break
            taken.append(head)
            used += gap + head.height_mm
            rest = ([tail] if tail else []) + rest[1:]
            if tail:
                break
        if rest:
            taken, rest = _without_lone_headings(taken, rest, must=room_mm >= whole_mm - NOTHING_MM)
        return self._part(taken), self._part(rest)

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        for place, piece in enumerate(self.pieces):
            y_mm += piece.gap_mm if place else 0.0
            piece.draw(canvas, x_mm, y_mm)
            y_mm += piece.height_mm

    def _part(self, pieces: list[Piece]) -> "Stack | None":
        return replace(self, pieces=tuple(pieces)) if pieces else None


@dataclass(frozen=True)
class Beside:
    """Two stacks side by side, the second `shift_mm` from the left edge; either may have ended."""

    first: Stack | None
    second: Stack | None
    shift_mm: float
    gap_mm: float = 6.0
    keeps: bool = False

    @property
    def height_mm(self) -> float:
        return max((stack.height_mm for stack in (self.first, self.second) if stack), default=0.0)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        """Both go on at once; where one of them cannot begin, both wait for the next slide."""
        first, first_left = self.first.take(room_mm, whole_mm) if self.first else (None, None)
        second, second_left = self.second.take(room_mm, whole_mm) if self.second else (None, None)
        waits = (self.first and not first) or (self.second and not second)
        if waits and room_mm < whole_mm - NOTHING_MM:
            return None, self
        left = first_left or second_left
        return (
            replace(self, first=first, second=second) if first or second else None,
            replace(self, first=first_left, second=second_left) if left else None,
        )

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        if self.first:
            self.first.draw(canvas, x_mm, y_mm)
        if self.second:
            self.second.draw(canvas, x_mm + self.shift_mm, y_mm)


@dataclass(frozen=True)
class Room:
    """Height of the body on a page's first slide and on those that follow [mm]."""

    first_mm: float
    next_mm: float


def paginated(stack: Stack, room: Room) -> list[Stack]:
    """The stack of every slide, in order; at least one, maybe empty."""
    slides: list[Stack] = []
    rest: Stack | None = stack if stack.pieces else None
    while rest:
        room_mm = room.next_mm if slides else room.first_mm
        head, rest = rest.take(room_mm, room_mm)
        if head is None:
            raise NothingFits(
                f"A block needs more height than a slide has ({room_mm:.0f} mm). "
                "Choose a larger paper or a shorter footer."
            )
        slides.append(head)
    return slides or [stack]


class NothingFits(ValueError):
    """A slide has no room for even the smallest part of a block."""


def whole(piece: Piece, room_mm: float) -> Taken:
    """For pieces that cannot be divided."""
    return (piece, None) if piece.height_mm <= room_mm + NOTHING_MM else (None, piece)


def _without_lone_headings(taken: list[Piece], rest: list[Piece], *, must: bool) -> tuple[list[Piece], list[Piece]]:
    """Headings at the end wait with what follows, unless the slide `must` take something."""
    kept = len(taken)
    while kept and taken[kept - 1].keeps:
        kept -= 1
    return (taken, rest) if must and not kept else (taken[:kept], taken[kept:] + rest)
