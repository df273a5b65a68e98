#!/usr/bin/env bash
# Everything a machine can say about the code without running it; all of it is said before the script fails.
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
failed=""

check() {
    local name="$1"
    shift
    "$@" || failed="$failed $name"
}

check lint ruff check --quiet .
check format ruff format --check --quiet .
check types mypy
check layers lint-imports --no-logo
check sizes python tools/sizes.py
check texts python tools/texts.py check
if [ -n "$failed" ]; then
    echo "make check fails:$failed" >&2
    exit 1
fi
