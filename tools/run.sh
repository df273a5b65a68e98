#!/usr/bin/env bash
# Opens the demo data file in a window; without a display the same job runs unseen and says what it did.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/setup.sh
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python -m lwdesk demo --headless
fi
exec .venv/bin/python -m lwdesk demo --open
