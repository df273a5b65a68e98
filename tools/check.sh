#!/usr/bin/env bash
# Everything a machine can say about the code without running it; all of it is said before the script fails.
# The checks run side by side, and speak one after the other.
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
names=""

check() {
    local name="$1"
    shift
    names="$names $name"
    { "$@" >"$said/$name" 2>&1 || touch "$said/$name.failed"; } &
}

check types mypy
check texts python tools/texts.py check
check sizes python tools/sizes.py
check layers lint-imports --no-logo
check lint ruff check --quiet .
check format ruff format --check --quiet .
wait

failed=""
for name in $names; do
    cat "$said/$name"
    [ ! -e "$said/$name.failed" ] || failed="$failed $name"
done
if [ -n "$failed" ]; then
    echo "make check fails:$failed" >&2
    exit 1
fi
