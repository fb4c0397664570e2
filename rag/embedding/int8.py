"""The encoder of the bundled model in 8-bit integers: twice as fast, with the same rankings.

Weights are quantised with a scale for each output channel. Inputs of a product are quantised with
one scale for the whole tensor, from ranges that were measured once (scripts/int8_ranges.py), so
that the vectors of a text do not depend on the other texts in its batch. Inputs are first scaled to
the size of their weights (SmoothQuant, arXiv:2211.10438). A few values in the feed-forward layers
are a hundred times as large as the others; they are calculated exactly. docs/embedding.md has the
gains and losses.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers.modeling_outputs import BaseModelOutputWithPastAndCrossAttentions

from rag.errors import ModelError

if TYPE_CHECKING:
    import numpy.typing as npt
    from sentence_transformers import SentenceTransformer

RANGES_FILE = Path(__file__).with_name("int8_ranges.npz")
INPUTS = ("attention", "attention_output", "feed_forward", "feed_forward_output")
"""Inputs of the products in a layer, in order."""

LARGE = 8
"""How many values of a feed-forward layer, the largest ones measured, are calculated exactly."""

_MARGIN = 1.2  # values beyond the measured range times this are clipped
_LEAST = 1e-6

Range = tuple[Tensor, Tensor]


class _Linear:
    """A product of 8-bit numbers with a bias, by the kernels of oneDNN."""

    def __init__(self, weight: Tensor, bias: Tensor, low: float, high: float) -> None:
        """Quantise the weights.

        Args:
            low, high: The range of the inputs.
        """
        self.scale = (max(high, 0.0) - min(low, 0.0)) / 255
        self.zero = round(-min(low, 0.0) / self.scale)
        self._scales = weight.abs().amax(dim=1).clamp_min(_LEAST) / 127
        rounded = (weight / self._scales[:, None]).round().to(torch.int8)
        self._packed = torch.ops.onednn.qlinear_prepack(rounded, None)
        self._zeros = torch.zeros(len(bias), dtype=torch.long)
        self._bias = bias.contiguous()

    def product(self, rounded: Tensor) -> Tensor:
        """Return the outputs for 8-bit inputs, as float32."""
        return self._run(rounded, 1.0, 0, torch.float32, "none")

    def gelu(self, rounded: Tensor, scale: float, zero: int) -> Tensor:
        """Return GELU of the outputs for 8-bit inputs, in 8 bits with a scale and zero point."""
        return self._run(rounded, scale, zero, torch.uint8, "gelu")

    def _run(
        self, rounded: Tensor, scale: float, zero: int, dtype: torch.dtype, after: str
    ) -> Tensor:
        made: Tensor = torch.ops.onednn.qlinear_pointwise(
            *(rounded, self.scale, self.zero, self._packed, self._scales, self._zeros, self._bias),
            *(scale, zero, dtype, after, [], "none" if after == "gelu" else ""),
        )
        return made


class _Smoothed(_Linear):
    """A product whose inputs are scaled to the size of their weights before they are quantised."""

    def __init__(self, weight: Tensor, bias: Tensor, measured: Range) -> None:
        largest = torch.maximum(measured[1], -measured[0]).clamp_min(_LEAST)
        factors = (largest / weight.abs().amax(dim=0).clamp_min(_LEAST)).sqrt()
        bound = float((largest / factors).max())
        super().__init__(weight * factors, bias, -bound, bound)
        self._inverse = 1 / (factors * self.scale)
        self.zero = 128

    def rounded(self, inputs: Tensor) -> Tensor:
        """Quantise inputs to 8 bits."""
        signed = torch.mul(inputs, self._inverse).round_().clamp_(-128, 127).to(torch.int8)
        return signed.view(torch.uint8).bitwise_xor_(128)

    def __call__(self, inputs: Tensor) -> Tensor:
        return self.product(self.rounded(inputs))


class _Layer:
    """One layer of BERT; its rows are the tokens of texts padded to one length."""

    def __init__(self, layer: Any, measured: dict[str, Range]) -> None:
        attention, after = layer.attention.self, layer.attention.output
        self._heads = attention.num_attention_heads
        parts = (attention.query, attention.key, attention.value)
        self._attention = _Smoothed(
            torch.cat([part.weight for part in parts]),
            torch.cat([part.bias for part in parts]),
            measured["attention"],
        )
        self._mixed = _Smoothed(after.dense.weight, after.dense.bias, measured["attention_output"])
        self._first_norm, self._last_norm = after.LayerNorm, layer.output.LayerNorm
        inner, outer = layer.intermediate.dense, layer.output.dense
        low, high = measured["feed_forward_output"]
        large = high.topk(min(LARGE, len(high) - 1)).indices
        usual = torch.ones(len(high), dtype=torch.bool)
        usual[large] = False
        self._large = inner.weight[large].contiguous(), inner.bias[large].contiguous()
        self._large_out = outer.weight[:, large].t().contiguous()
        self._outer = _Linear(
            outer.weight * usual, outer.bias, float(low[usual].min()), float(high[usual].max())
        )
        self._inner = _Smoothed(inner.weight, inner.bias, measured["feed_forward"])

    def __call__(self, rows: Tensor, mask: Tensor | None, texts: int) -> Tensor:
        width = rows.shape[-1]
        split = self._attention(rows).view(texts, -1, 3, self._heads, width // self._heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(-1, width)
        rows = self._first_norm(self._mixed(mixed).add_(rows))
        inner = self._inner.gelu(self._inner.rounded(rows), self._outer.scale, self._outer.zero)
        large = functional.gelu(functional.linear(rows, *self._large))
        sums = self._outer.product(inner).add_(rows).addmm_(large, self._large_out)
        normed: Tensor = self._last_norm(sums)
        return normed


class _Encoder(nn.Module):
    """Replaces BERT's encoder."""

    def __init__(self, layers: list[_Layer]) -> None:
        super().__init__()
        self._layers = layers

    def forward(
        self, states: Tensor, attention_mask: Tensor | None = None, **_: object
    ) -> BaseModelOutputWithPastAndCrossAttentions:
        """Return token vectors, shape (texts, tokens, d), after all layers."""
        rows = states.reshape(-1, states.shape[-1])
        for layer in self._layers:
            rows = layer(rows, attention_mask, len(states))
        return BaseModelOutputWithPastAndCrossAttentions(last_hidden_state=rows.view(states.shape))


def use_int8(model: SentenceTransformer, fingerprint: str) -> None:
    """Make a float32 model calculate in 8 bits from now on.

    Raises:
        ModelError: There are no ranges for a model with this fingerprint, or this processor has no
            instructions for 8 bits.
    """
    if not is_exact_here():
        raise ModelError(
            "This processor has no instructions for 8 bits (AVX-512 VNNI or AVX-VNNI), without "
            "which they are slow. Set NEWS_EMBEDDING_DTYPE to auto, float32 or bfloat16."
        )
    with np.load(RANGES_FILE) as data:
        if str(data["fingerprint"]) != fingerprint:
            raise ModelError(
                "8 bits (NEWS_EMBEDDING_DTYPE=int8) are for the bundled embedding model alone. "
                "Choose auto, float32 or bfloat16."
            )
        ranges = {name: (data[f"{name}_low"], data[f"{name}_high"]) for name in INPUTS}
    bert: Any = model[0].auto_model
    with torch.inference_mode():
        bert.encoder = _Encoder(
            [
                _Layer(layer, {name: _range(*ranges[name], number) for name in INPUTS})
                for number, layer in enumerate(bert.encoder.layer)
            ]
        )


def is_exact_here() -> bool:
    """Tell whether this processor has instructions for 8 bits, and a product with them is right.

    Without them some kernels saturate and others are very slow.
    """
    if not (torch.cpu._is_vnni_supported() or torch.cpu.get_capabilities().get("avx_vnni")):
        return False
    values = torch.linspace(-1, 1, 16 * 384).reshape(16, 384)
    weights = torch.linspace(-1, 1, 64 * 384).reshape(64, 384)
    largest = values.abs().amax(dim=0)
    product = _Smoothed(weights, torch.zeros(len(weights)), (-largest, largest))
    exact = functional.linear(values, weights)
    return torch.allclose(product(values), exact, atol=0.02 * float(exact.abs().max()))


def _range(low: npt.NDArray[Any], high: npt.NDArray[Any], number: int) -> Range:
    made = [torch.from_numpy(part[number].astype(np.float32)) * _MARGIN for part in (low, high)]
    return made[0], made[1]
