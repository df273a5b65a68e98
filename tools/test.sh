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
# Whole stretches go to one worker, so that what a file of tests prepares is prepared once.
pytest=(.venv/bin/python -m pytest -n 2 --dist worksteal "${choice[@]}")

# Where memory has room for it, the files of the tests lie there: no test asks how fast a disk is.
room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1 || true)
if [ "${room:-0}" -gt 2000000 ] && [ -w /dev/shm ]; then
    export TMPDIR=/dev/shm
fi

# The rules of the office and of what comes from elsewhere are covered branch by branch; the places are named
# only where some are missing. Counting makes a test a third slower: those of the layers above do without.
above='test_(services_(?!merging|consents|colleagues|papers\.)|along|exchange|cli|attack|documents|kit|papers_'
above+='(?!interpreting)|demo|store|search|transfers_|shared|joining|passages|restored|device|house|vault|main|'
above+='referral_letter|interpreting_sheets)'
mapfile -t layers < <(find tests/unit -name 'test_*.py' | grep -P "$above" | sort)
mapfile -t rules < <(find tests/unit -name 'test_*.py' | grep -vP "$above" | sort)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export COVERAGE_FILE="$scratch/coverage"
covered=(--cov=lwdesk.domain --cov=lwdesk.facts --cov=lwdesk.base --cov=lwdesk.sync)
covered+=(--cov-branch --cov-report= --cov-fail-under=100)

result=0
LWDESK_BLOCK_QT=1 "${pytest[@]}" -p no:pytest-qt "${covered[@]}" "${rules[@]}" || result=1
if [ "$result" = 1 ]; then
    .venv/bin/python -m coverage report --fail-under=100 --precision=2 --show-missing --skip-covered >"$scratch/report" ||
        cat "$scratch/report"
fi
LWDESK_BLOCK_QT=1 "${pytest[@]}" -p no:pytest-qt "${layers[@]}" || result=1
mapfile -t rest < <(find tests/gui tests/journeys tests/faults -maxdepth 0 2>/dev/null)
"${pytest[@]}" "${rest[@]}" || result=1
exit "$result"
