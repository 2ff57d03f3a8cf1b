"""Windows and batches from the documents that ``prepare.py`` wrote."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from reportedly_tagger.encode import BOUNDARY, HINTS, SIZES, windows

CLS, SEP = 101, 102
#: Features that come from the parse, hidden together now and then so that they are not leant on too much.
PARSED = (0, 1, 2, 6)
#: How often the rules' proposals are hidden, so that the network also reads alone.
UNHINTED = 0.3
#: Curly marks and apostrophes and their straight forms in the encoder's vocabulary.
STRAIGHT = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}

#: Pieces a window in training: twice what is read at once in use, which was found no worse and is cheaper.
LONGEST = 254

Document = dict[str, Any]


class Batch(NamedTuple):
    """Tensors of one batch; ``cues`` are [C, 3], ``pointers`` [C, 4], ``members`` [C, 2, L]."""

    ids: Tensor
    heads: Tensor
    governors: Tensor
    features: Tensor
    bio: Tensor
    cues: Tensor
    pointers: Tensor
    members: Tensor


def load(folder: Path) -> list[Document]:
    return [dict(np.load(f)) | {"name": f.stem} for f in sorted(folder.glob("*.npz"))]


def batch(
    items: list[tuple[Document, int, int]], rng: random.Random | None = None, hints: bool = True
) -> Batch:
    """The windows ``(document, start, end)`` as one padded batch; with ``rng`` varied, for training.

    Without ``hints`` the network is not shown what the rules propose.
    """
    n = max(b - a for _, a, b in items) + 2
    ids = torch.zeros(len(items), n, dtype=torch.long)
    heads, governors = ids.clone(), ids.clone()
    features = torch.zeros(len(items), n, len(SIZES), dtype=torch.long)
    bio = torch.zeros(len(items), n, 3, dtype=torch.long)
    cues, pointers, members = [], [], []
    for i, (doc, a, b) in enumerate(items):
        m = b - a
        ids[i, 0], ids[i, m + 1] = CLS, SEP
        for name, into in (
            ("ids", ids),
            ("heads", heads),
            ("governors", governors),
            ("features", features),
            ("bio", bio),
        ):
            into[i, 1 : m + 1] = torch.from_numpy(doc[name][a:b].astype(np.int64))
        if rng and rng.random() < 0.3:
            for curly, straight in STRAIGHT.items():
                ids[i][ids[i] == curly] = straight
        if rng and rng.random() < 0.1:
            heads[i], governors[i] = 0, 0
            features[i][:, list(PARSED)] = 0
        if not hints or (rng and rng.random() < UNHINTED):
            features[i][:, list(HINTS)] = 0
        for k, row in enumerate(doc["relations"].tolist()):
            if not (a <= row[0] and row[1] <= b):
                continue
            cues.append((i, row[0] - a + 1, row[1] - a + 1))
            pointer, inside = [], torch.zeros(2, n)
            for start, end in (row[2:4], row[4:6]):
                pointer.append(start - a + 1 if a <= start < b else 0)
                pointer.append(end - a if a < end <= b else 0)
            for of, role, s, e in doc["members"].tolist():
                if of == k:
                    inside[role, max(s - a, 0) + 1 : max(min(e, b) - a + 1, 1)] = 1
            pointers.append(pointer)
            members.append(inside)
    return Batch(
        ids,
        heads,
        governors,
        features,
        bio,
        torch.tensor(cues, dtype=torch.long).reshape(-1, 3),
        torch.tensor(pointers, dtype=torch.long).reshape(-1, 4),
        torch.stack(members) if members else torch.zeros(0, 2, n),
    )


def epoch(documents: list[Document], size: int, seed: int) -> list[list[tuple[Document, int, int]]]:
    """One pass: windows cut anew, batched by like length, in random order."""
    rng = random.Random(seed)
    found = [(d, a, b) for d in documents for a, b in windows(d["features"][:, BOUNDARY], LONGEST, rng)]
    rng.shuffle(found)
    batches = []
    for i in range(0, len(found), size * 32):
        chunk = sorted(found[i : i + size * 32], key=lambda w: w[2] - w[1])
        batches += [chunk[j : j + size] for j in range(0, len(chunk), size)]
    rng.shuffle(batches)
    return batches
