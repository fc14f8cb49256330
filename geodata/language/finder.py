"""Texts in which what somebody types is found: by characters, by pinyin, by initials, in English.

One way of comparing serves all of them. What is typed is read letter by letter along a text. A
Chinese character takes the character itself, one of its syllables (see `spelling`), or the initial
of one; the last may be unfinished; a Latin letter or a digit takes itself. So "庆云", "qingyun",
"qy", "qyun" and "qingy" all lead from the beginning of 庆云县, and "wind" from that of "Wind farm".
Spaces and punctuation count on neither side. A match begins at a Chinese character or at the
beginning of a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from geodata.characters import searchable
from geodata.language.spelling import DOUBLE, readings

# How well a text matches, best first: the whole of it, its beginning, a part further on. One more
# where it takes a rarer reading of a character: 巨野县 is found for "qy", but after 庆云县.
WHOLE, BEGINNING, INSIDE = 0, 2, 4
_RARE: Final = 1
_LONGEST: Final = 60  # letters that are compared, for a state has a bit for each
_SEPARATOR: Final = 0


@dataclass(frozen=True, eq=False)
class Found:
    """What was found: numbers of `owners` in ascending order, each once, and how well.

    `fits` is WHOLE, BEGINNING or INSIDE, perhaps one more; `lengths` are the characters that the
    match takes up, the fewer of them the fuller they were spelled. Both are those of the owner's
    best text.
    """

    owners: np.ndarray
    fits: np.ndarray
    lengths: np.ndarray


class Finder:
    """Texts, each of an owner (a number from 0), prepared once.

    A search looks only at the places where a match can begin, which are kept by character, and
    follows those that go on: over 100,000 names it takes some milliseconds.
    """

    def __init__(self, texts: Iterable[str], owners: np.ndarray) -> None:
        joined = "\n" + "\n".join(searchable(text).replace("\n", " ") for text in texts) + "\n"
        points = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
        used = np.flatnonzero(np.bincount(points))
        self._code = {chr(point): 0 for point in used.tolist()}
        form = np.zeros(len(used), dtype=np.uint8)  # 0 nothing, 1 digit, 2 letter, 3 Chinese
        code = np.zeros(len(used), dtype=np.uint16)
        for n, character in enumerate(self._code):
            if character.isalnum():
                latin = 1 if character.isdecimal() else 2
                form[n] = latin if ord(character) < 0x2E80 else 3
                self._code[character] = 1 + int(np.count_nonzero(form[:n]))
                code[n] = self._code[character]
        place = np.zeros(used.max() + 1, dtype=np.uint16)
        place[used] = np.arange(len(used))
        places = place[points]
        forms = form[places]
        kept = (forms > 0) | (points == ord("\n"))
        begins = (forms == 3) | ((forms > 0) & (forms != np.roll(forms, 1)))
        self._codes = code[places[kept]]
        self._size = int(np.count_nonzero(form)) + 1
        starts = np.flatnonzero(begins[kept]).astype(np.int32)
        firsts = self._codes[starts]
        self._starts = starts[np.argsort(firsts, kind="stable")]
        self._bounds = np.searchsorted(np.sort(firsts), np.arange(self._size + 1))
        self._ends = np.flatnonzero(self._codes == _SEPARATOR)[1:].astype(np.int32)
        self._owners = owners
        chinese = [c for c, n in zip(self._code, form.tolist(), strict=True) if n == 3]
        # The codes of the characters that each syllable can stand for, and that it commonly does.
        every: dict[str, list[int]] = {}
        common: dict[str, list[int]] = {}
        for character in chinese:
            for n, spellings in enumerate(readings(character)):
                for syllable in spellings:
                    every.setdefault(syllable, []).append(self._code[character])
                    if not n:
                        common.setdefault(syllable, []).append(self._code[character])
        self._every = {syllable: np.array(codes) for syllable, codes in every.items()}
        self._common = {syllable: np.array(codes) for syllable, codes in common.items()}

    def found(self, typed: str, gaps: bool = False) -> Found:
        """The owners of texts that hold what is `typed`; none where it has no letter.

        With `gaps` a text may say more in between: `发改委` is in 市发展改革委.
        """
        letters = "".join(c for c in searchable(typed) if c.isalnum())[:_LONGEST]
        starts, ends, rare = self._matches(letters, gaps)
        begins_text = self._codes[starts - 1] == _SEPARATOR
        ends_text = self._codes[ends] == _SEPARATOR
        fits = np.where(begins_text, np.where(ends_text, WHOLE, BEGINNING), INSIDE) + rare * _RARE
        owners = self._owners[np.searchsorted(self._ends, starts)].astype(np.int64)
        # One number to sort by: owner, fit (3 bits), length (6 bits).
        ranked = np.sort((owners << 9) | (fits << 6) | np.minimum(ends - starts, _LONGEST))
        ranked = ranked[np.diff(ranked >> 9, prepend=-1) > 0]
        return Found(ranked >> 9, (ranked >> 6) & 7, ranked & 63)

    def _matches(self, letters: str, gaps: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where matches begin and end in the texts, the end exclusive, and which are rare.

        `states` has a bit for each number of letters that can have been taken so far: in its first
        column by any reading, in its second by the commonest ones.
        """
        taking = self._taking(letters)
        firsts = np.flatnonzero(sum(masks[:, 0] & 1 for masks in taking.values()))
        slices = [self._starts[self._bounds[c] : self._bounds[c + 1]] for c in firsts]
        begins = np.concatenate([*slices, np.zeros(0, np.int32)])
        states = np.ones((len(begins), 2), dtype=np.uint64)
        goal = np.uint64(1 << len(letters))
        found = [(begins[:0], begins[:0], np.zeros(0, dtype=bool))]
        length = 0
        while len(begins):
            codes = self._codes[begins + length]
            length += 1
            after = np.zeros_like(states)
            for count, masks in taking.items():
                after |= (states & masks[codes]) << np.uint64(count)
            if gaps:
                after |= np.where(codes[:, None] == _SEPARATOR, np.uint64(0), states)
            done = (after & goal) > 0
            here = done[:, 0]
            found.append((begins[here], begins[here] + length, ~done[here, 1]))
            after &= ~goal
            going = after[:, 0] > 0
            begins, states = begins[going], after[going]
        starts, ends, rare = (np.concatenate(part) for part in zip(*found, strict=True))
        return starts, ends, rare

    def _taking(self, letters: str) -> dict[int, np.ndarray]:
        """For each number of letters that a character can take: after which letters it can.

        The masks are by the code of the character, in columns as the states are; bit n means after
        n letters.
        """
        taking: dict[int, np.ndarray] = {}
        spelling = letters.replace("ü", "v")

        def take(count: int, after: int, codes: int | np.ndarray, columns: int | slice) -> None:
            masks = taking.setdefault(count, np.zeros((self._size, 2), dtype=np.uint64))
            masks[codes, columns] |= np.uint64(1 << after)

        for after, letter in enumerate(letters):
            if self._code.get(letter):
                take(1, after, self._code[letter], slice(None))
            rest = spelling[after:]
            for column, syllables in enumerate((self._every, self._common)):
                for syllable, codes in syllables.items():
                    if syllable[0] != rest[0]:
                        continue
                    take(1, after, codes, column)
                    if rest.startswith(syllable[:2]) and syllable.startswith(DOUBLE):
                        take(2, after, codes, column)
                    if rest.startswith(syllable) or syllable.startswith(rest):
                        take(min(len(rest), len(syllable)), after, codes, column)
        return taking
