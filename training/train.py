"""Step 2: train the tagger on the CPU.

    python training/train.py DATA OUT --encoder MINILM [--epochs 4] [--cooldown 0.3] [--processes 2]

DATA holds ``train`` and ``dev`` as ``prepare.py`` wrote them.  The learning rate warms up, stays, and
falls to nothing over the last ``cooldown`` part of the steps; a file OUT/cooldown that holds two numbers
begins the fall at the one step and ends it so many steps later.  A checkpoint is written every hundred steps and at the end; ``--resume`` goes on from one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from data import Batch, batch, epoch, load
from network import Tagger, load_minilm

from reportedly_tagger.encode import BOUNDARY, SIZES, windows

ROLES = ("source", "cue", "content")
#: Steps between two averages of the processes' weights.
EVERY = 10


def loss_of(model: Tagger, b: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """CRF, pointer and membership losses, summed over the batch."""
    bio, cue_side, word_side = model(b.ids, b.heads, b.governors, b.features)
    real = b.ids != 0
    crf = model.crf_loss(bio, b.bio, real)
    if not len(b.cues):
        return crf, crf.new_zeros(()), crf.new_zeros(())
    score = model.pair_scores(cue_side, word_side, b.cues)
    there = real[b.cues[:, 0]]
    pointer = score[:, :4].masked_fill(~there.unsqueeze(1), -1e4)
    pointers = F.cross_entropy(
        pointer.reshape(-1, pointer.shape[-1]), b.pointers.reshape(-1), reduction="sum"
    )
    member = F.binary_cross_entropy_with_logits(score[:, 4:], b.members, reduction="none")
    return crf, pointers, (member * there.unsqueeze(1)).sum()


def groups(model: Tagger, rate: float, decay: float) -> list[dict[str, object]]:
    """Parameter groups: lower layers learn more slowly, what is new learns faster."""
    depth = len(model.layers)
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("layers."):
            lr = rate * decay ** (depth - 1 - int(name.split(".")[1]))
        elif name.startswith(("words", "positions", "norm")):
            lr = rate * decay**depth
        elif name.startswith(("of_head", "of_governor", "features")):
            lr = rate * 3
        else:
            lr = rate * 6
        weight = 0.01 if p.dim() > 1 and not name.startswith(("distance", "transitions")) else 0.0
        found.setdefault((lr, weight), []).append(p)
    return [{"params": ps, "lr": lr, "top": lr, "weight_decay": weight} for (lr, weight), ps in found.items()]


def spans(tags: np.ndarray) -> set[tuple[int, int]]:
    found, start = set(), -1
    for i, tag in enumerate([*tags.tolist(), 0]):
        if start >= 0 and tag != 2:
            found.add((start, i))
            start = -1
        if tag == 1 or (tag == 2 and start < 0):
            start = i
    return found


@torch.no_grad()
def evaluate(model: Tagger, documents: list[dict], hints: bool, size: int = 16) -> dict[str, float]:  # type: ignore[type-arg]
    """Exact span F1 a role over word pieces, and how often the pointers of gold cues are right."""
    model.eval()
    found = [(d, a, e) for d in documents for a, e in windows(d["features"][:, BOUNDARY])]
    found.sort(key=lambda w: w[2] - w[1])
    tags = {d["name"]: np.zeros((len(d["ids"]), 3), dtype=int) for d in documents}
    right = asked = 0
    step = model.transitions.clone()
    step[:, 0, 2] = -1e4
    for i in range(0, len(found), size):
        part = found[i : i + size]
        b = batch(part, hints=hints)
        bio, cue_side, word_side = model(b.ids, b.heads, b.governors, b.features)
        score = bio.view(*bio.shape[:2], 3, 3)
        for j, (doc, a, e) in enumerate(part):
            s = score[j, 1 : e - a + 1]
            best, back = s[0], []
            for t in range(1, len(s)):
                top, where = (best.unsqueeze(2) + step).max(1)
                back.append(where)
                best = top + s[t]
            path = [best.argmax(1)]
            for where in reversed(back):
                path.append(where.gather(1, path[-1].unsqueeze(1)).squeeze(1))
            tags[doc["name"]][a:e] = torch.stack(path[::-1]).numpy()
        if len(b.cues):
            pairs = model.pair_scores(cue_side, word_side, b.cues)[:, :4]
            pairs = pairs.masked_fill((b.ids == 0)[b.cues[:, 0]].unsqueeze(1), -1e4)
            right += (pairs.argmax(2) == b.pointers).sum(0).numpy()
            asked += len(b.cues)
    out = {}
    for column, role in enumerate(ROLES):
        hit = got = want = 0
        for d in documents:
            p, g = spans(tags[d["name"]][:, column]), spans(d["bio"][:, column])
            hit, got, want = hit + len(p & g), got + len(p), want + len(g)
        out[role] = round(200 * hit / max(1, got + want), 2)
        out[role + "_p"], out[role + "_r"] = (
            round(100 * hit / max(1, got), 2),
            round(100 * hit / max(1, want), 2),
        )
    out["pointers"] = [round(float(x), 3) for x in right / max(1, asked)]  # type: ignore[assignment]
    model.train()
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with all-MiniLM-L6-v2's model.safetensors"
    )
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--cooldown", type=float, default=0.3)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--decay", type=float, default=0.85)
    parser.add_argument(
        "--processes", type=int, default=2, help="each trains on its share of every batch, on one thread"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--figures", action="store_true", help="score dev after every epoch")
    parser.add_argument("--limit", type=int, help="documents, for a quick try")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.processes == 1:
        train(0, args)
        return
    meeting = args.out / "meeting"
    meeting.unlink(missing_ok=True)
    torch.multiprocessing.spawn(train, (args,), args.processes)


def train(rank: int, args: argparse.Namespace) -> None:
    """Train in process ``rank``; the processes' weights are averaged every few steps (local SGD, Stich 2019)."""
    several = args.processes > 1
    if several:
        dist.init_process_group(
            "gloo", f"file://{(args.out / 'meeting').resolve()}", rank=rank, world_size=args.processes
        )
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    documents, dev = load(args.data / "train")[: args.limit], load(args.data / "dev")
    model = Tagger(SIZES)
    load_minilm(model, load_file(args.encoder / "model.safetensors"))
    model.words.weight.requires_grad_(False)  # words that the corpus lacks stay where their neighbours are
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(groups(model, args.rate, args.decay), betas=(0.9, 0.98))
    step, begin, skip, fall = 0, 0, 0, None
    if args.resume:
        state = torch.load(args.resume, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, begin, skip = state["step"], state["epoch"], state["within"]
    torch.manual_seed(args.seed + rank + step)  # from here on each process drops out what it will
    per_epoch = len(epoch(documents, args.batch, args.seed))
    total = int(per_epoch * args.epochs)
    falling, warm = int(total * args.cooldown), per_epoch // 5
    say = (lambda *words: print(*words, flush=True)) if rank == 0 else (lambda *words: None)
    say(f"{len(documents)} documents, {per_epoch} steps an epoch, {total} in all")
    order = args.out / "cooldown"
    clock, mean, seen, done = time.time(), np.zeros(3), 0, False

    def save(name: str, number: int, within: int) -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state | {"step": step, "epoch": number, "within": within}, args.out / "new.pt")
        (args.out / "new.pt").replace(args.out / name)

    for number in range(begin, 10**6):
        batches = epoch(documents, args.batch, args.seed + number)
        for within, items in enumerate(batches[skip:], skip):
            if fall is None and order.exists() and step >= int(order.read_text().split()[0]):
                falling, fall = int(order.read_text().split()[1]), step
            elif fall is None and step >= total - falling:
                fall = step
            if fall == step:
                say(f"cooldown over {falling} steps from step {step}")
            left = 1.0 if fall is None else 1 - (step - fall) / max(1, falling)
            done = left <= 0
            if done:
                break
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * min(1.0, (step + 1) / warm) * left
            optimizer.zero_grad(set_to_none=True)
            own = items[rank :: args.processes]
            if own:
                b = batch(own, random.Random(step * 1000 + args.seed + rank))
                parts = loss_of(model, b)
                ((parts[0] + parts[1] + 0.2 * parts[2]) / (100 * len(own))).backward()
            nn.utils.clip_grad_norm_(trained, 5.0)
            optimizer.step()
            step += 1
            if several and step % EVERY == 0:
                average(trained)
            if rank or not own:
                continue
            mean = 0.98 * mean + 0.02 * np.array([p.item() / len(own) for p in parts])
            seen += args.processes * int((b.ids != 0).sum())
            if step % 25 == 0:
                say(
                    f"step {step} crf {mean[0]:.2f} pointers {mean[1]:.2f} members {mean[2]:.2f} "
                    f"{seen / (time.time() - clock):.0f} pieces/s {time.strftime('%H:%M')}"
                )
                clock, seen = time.time(), 0
            if step % 100 == 0:
                save("last.pt", number, within + 1)
        skip = 0
        if several:
            average(trained)
        if rank == 0:
            save("final.pt" if done else "last.pt", number + 1, 0)
            if args.figures or done:
                for hints in (False, True):
                    figures = {
                        "epoch": number + 1,
                        "step": step,
                        "rules": hints,
                        **evaluate(model, dev, hints),
                    }
                    say(json.dumps(figures))
                    with (args.out / "figures.jsonl").open("a") as log:
                        log.write(json.dumps(figures) + "\n")
            clock, seen = time.time(), 0
        if done:
            break


def average(parameters: list[nn.Parameter]) -> None:
    """Set every process's parameters to their mean."""
    with torch.no_grad():
        flat = torch.cat([p.flatten() for p in parameters])
        dist.all_reduce(flat)
        flat /= dist.get_world_size()
        at = 0
        for p in parameters:
            p.copy_(flat[at : at + p.numel()].view_as(p))
            at += p.numel()


if __name__ == "__main__":
    main()
