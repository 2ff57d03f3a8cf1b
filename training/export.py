"""Step 3: the trained network as int8 ONNX, beside its vocabulary and its decoder's numbers.

    python training/export.py OUT/final.pt MINILM/vocab.txt PACKAGE [--fp32]

Weights of the matrix products become 7-bit integers, one scale a column, so that no processor's integer
product overflows and all give the same sums; activations are quantised as they come (dynamic
quantisation).  Word embeddings become int8, one scale a word.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from network import POINTER, Tagger

from reportedly_tagger.encode import SIZES


class Rows(nn.Module):
    """An embedding in int8 with one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("package", type=Path)
    parser.add_argument(
        "--fp32", action="store_true", help="leave the weights as they are, to measure the loss"
    )
    args = parser.parse_args()
    args.package.mkdir(parents=True, exist_ok=True)
    model = Tagger(SIZES)
    model.load_state_dict(torch.load(args.checkpoint, weights_only=False)["model"])
    model.eval()
    settings = {
        "transitions": [[[round(x, 5) for x in row] for row in role] for role in model.transitions.tolist()],
        "distance": [[round(x, 5) for x in row] for row in model.distance.tolist()],
        "width": POINTER,
    }
    if not args.fp32:
        model.words = Rows(model.words.weight.detach())
    whole = args.package / ("tagger.onnx" if args.fp32 else "whole.onnx")
    size = (2, 16)
    example = tuple(torch.ones(size, dtype=torch.long) for _ in range(3))
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        model,
        (*example, torch.ones(*size, len(SIZES), dtype=torch.long)),
        str(whole),
        input_names=["ids", "heads", "governors", "features"],
        output_names=["bio", "cue_side", "word_side"],
        dynamic_axes=dict.fromkeys(
            ["ids", "heads", "governors", "features", "bio", "cue_side", "word_side"], axes
        ),
        opset_version=17,
        dynamo=False,
    )
    if not args.fp32:
        quantize_dynamic(
            whole,
            args.package / "tagger.onnx",
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        whole.unlink()
    (args.package / "tagger.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")
    shutil.copyfile(args.vocabulary, args.package / "vocab.txt")
    print(f"{(args.package / 'tagger.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
