#!/usr/bin/env bash
# Hands every paper to checkers that are no part of the program; they are fetched for the while.
set -euo pipefail
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
tools/system.sh proofs
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
"$(tools/find_python.sh)" -m venv "$scratch/checkers"
"$scratch/checkers/bin/pip" install --quiet outloud==0.2.1 pdfua==0.1.3
.venv/bin/python -m tools.prove_paper --checkers "$scratch/checkers/bin" "$@"
