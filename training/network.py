"""The network: a six-layer encoder with the parse as added input, three CRF heads and a pairwise head.

* BIO tags for source, cue and content, one linear-chain CRF each (Lafferty et al. 2001), since spans of
  different roles overlap ("his claim that ...").
* For each cue, pointers to the start and end of its source and its content (Vinyals et al. 2015; position
  0, the [CLS] piece, means "none in this window") and a membership score for every piece.

The encoder is BERT (Devlin et al. 2019) at MiniLM's size (Wang et al. 2020); its word embeddings also
stand for a word's syntactic head and for the word that governs its clause.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

RELATIONS = ("source_start", "source_end", "content_start", "content_end", "in_source", "in_content")
POINTER = 64  # width of each relation's vectors
NEAR = 16  # distances up to here have a bias of their own; farther ones share one a power of two
BUCKETS = 2 * (NEAR + 5) + 1


def bucket(distance: Tensor) -> Tensor:
    """A small number for a signed distance in pieces."""
    size = distance.abs()
    far = NEAR + torch.log2(size.clamp(min=NEAR).float() / NEAR).long().clamp(max=4) + 1
    return (torch.where(size <= NEAR, size, far)) * distance.sign() + NEAR + 5


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        if self.training:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:  # written out, so that the export holds plain operators
            y = torch.softmax((q * (d // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask, -1) @ v
        y = self.out(y.transpose(1, 2).reshape(b, n, d))
        x = self.norm1(x + F.dropout(y, self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Tagger(nn.Module):
    """ids, heads, governors: [B, L]; features: [B, L, F]; gives BIO scores [B, L, 9] and pairing vectors."""

    def __init__(
        self,
        sizes: tuple[int, ...],
        vocabulary: int = 30522,
        layers: int = 6,
        hidden: int = 384,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, hidden)
        self.positions = nn.Parameter(torch.zeros(512, hidden))
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.of_head = nn.Linear(hidden, hidden, bias=False)
        self.of_governor = nn.Linear(hidden, hidden, bias=False)
        starts = torch.tensor([0, *torch.tensor(sizes).cumsum(0)[:-1].tolist()])
        self.register_buffer("first", starts)
        self.features = nn.Embedding(sum(sizes), hidden)
        for zero in (self.of_head.weight, self.of_governor.weight, self.features.weight):
            nn.init.zeros_(zero)
        self.layers = nn.ModuleList(Layer(hidden, 12, 4 * hidden, dropout) for _ in range(layers))
        self.dropout = dropout
        self.bio = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, 9))
        width = len(RELATIONS) * POINTER
        self.cue_side = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, width))
        self.word_side = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, width))
        self.transitions = nn.Parameter(torch.zeros(3, 3, 3))  # role, from, to
        self.distance = nn.Parameter(torch.zeros(len(RELATIONS), BUCKETS))

    def forward(self, ids: Tensor, heads: Tensor, governors: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        real = ids != 0
        mask = torch.where(real, 0.0, -1e4)[:, None, None, :]
        x = self.words(ids) + self.positions[: ids.shape[1]]
        x = x + self.of_head(self.words(heads)) + self.of_governor(self.words(governors))
        x = x + self.features(features + self.first).sum(2)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        x = F.dropout(x, self.dropout, self.training)
        return self.bio(x), self.cue_side(x), self.word_side(x)

    # -------------------------------------------------------------- losses

    def crf_loss(self, bio: Tensor, gold: Tensor, real: Tensor) -> Tensor:
        """Negative log-likelihood of BIO labels ``gold`` [B, L, 3], summed; B(egin) may not be left out."""
        bio, gold, real = (
            bio[:, 1:],
            gold[:, 1:],
            real[:, 1:],
        )  # [CLS] is no word: a window may begin inside a span
        b, n, _ = bio.shape
        score = bio.reshape(b, n, 3, 3)
        step = self.transitions.masked_fill(forbidden(), -1e4)
        picked = score.gather(3, gold.unsqueeze(3)).squeeze(3)  # B, L, role
        total = (picked * real.unsqueeze(2)).sum()
        roles = torch.arange(3).view(1, 1, 3)
        moves = step[roles, gold[:, :-1], gold[:, 1:]]
        total = total + (moves * real[:, 1:].unsqueeze(2)).sum()
        alpha = score[:, 0]
        for t in range(1, n):
            ahead = torch.logsumexp(alpha.unsqueeze(3) + step, 2) + score[:, t]
            alpha = torch.where(real[:, t].view(b, 1, 1), ahead, alpha)
        return torch.logsumexp(alpha, 2).sum() - total

    def pair_scores(self, cue_side: Tensor, word_side: Tensor, cues: Tensor) -> Tensor:
        """Scores [C, R, L] for cues [C, 3] (row of the batch, first piece, end)."""
        row, a, e = cues.unbind(1)
        sums = F.pad(cue_side.cumsum(1), (0, 0, 1, 0))
        mean = (sums[row, e] - sums[row, a]) / (e - a).unsqueeze(1)
        n = word_side.shape[1]
        words = word_side.view(*word_side.shape[:2], len(RELATIONS), POINTER)[row]
        score = torch.einsum("crd,clrd->crl", mean.view(-1, len(RELATIONS), POINTER), words) * POINTER**-0.5
        place = torch.arange(n).unsqueeze(0)
        away = torch.where(
            place < a.unsqueeze(1), place - a.unsqueeze(1), (place - e.unsqueeze(1) + 1).clamp(min=0)
        )
        return score + self.distance[:, bucket(away)].transpose(0, 1)


def forbidden() -> Tensor:
    """Which moves BIO forbids: from O (0) to I (2)."""
    no = torch.zeros(3, 3, 3, dtype=torch.bool)
    no[:, 0, 2] = True
    return no


def load_minilm(model: Tagger, weights: dict[str, Tensor]) -> None:
    """Copy the sentence encoder's weights (Hugging Face BERT names) into ``model``."""
    w = {k.removeprefix("bert."): v for k, v in weights.items()}
    e = "embeddings."
    with torch.no_grad():
        model.words.weight.copy_(w[e + "word_embeddings.weight"])
        model.positions.copy_(w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0])
        model.norm.weight.copy_(w[e + "LayerNorm.weight"])
        model.norm.bias.copy_(w[e + "LayerNorm.bias"])
        for i, layer in enumerate(model.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                qkv = [w[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(qkv))
                getattr(layer.out, kind).copy_(w[f"{p}attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).copy_(w[f"{p}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).copy_(w[f"{p}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(w[f"{p}output.dense.{kind}"])
                getattr(layer.norm2, kind).copy_(w[f"{p}output.LayerNorm.{kind}"])
