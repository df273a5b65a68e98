#!/usr/bin/env bash
# Sets up, checks and tests; `--soak` takes longer examples and the slow tests as well.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/setup.sh
tools/system.sh test
tools/check.sh

choice=(-m "not slow")
if [ "${1:-}" = --soak ]; then
    choice=()
    export HYPOTHESIS_PROFILE=soak
fi
pytest=(.venv/bin/python -m pytest -n 2 "${choice[@]}")

result=0
LWDESK_BLOCK_QT=1 "${pytest[@]}" -p no:pytest-qt tests/unit || result=1
mapfile -t rest < <(find tests/gui tests/journeys tests/faults -maxdepth 0 2>/dev/null)
"${pytest[@]}" "${rest[@]}" || result=1
exit "$result"
