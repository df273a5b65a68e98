#!/usr/bin/env bash
# Writes the lock files for Linux, Windows and macOS at once; pins stay as they are unless `--upgrade` is given.
# The address of the registry is a matter of the machine, so none may stand in a lock file.
set -euo pipefail
cd "$(dirname "$0")/.."
python="$(tools/find_python.sh)"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
"$python" -m venv "$scratch"
"$scratch/bin/pip" install --quiet --require-hashes -r tools/requirements-uv.txt

lock() {
    "$scratch/bin/uv" pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-annotate --no-header "$@"
}

echo "uv" | lock - -o tools/requirements-uv.txt "$@"
lock pyproject.toml --extra dev -o requirements-dev.txt "$@"
lock pyproject.toml --constraint requirements-dev.txt -o requirements.txt
