#!/usr/bin/env bash
# Leaves a ready .venv: a Python of 3.12 or newer, the locked packages, the program itself, the German texts.
set -euo pipefail
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

stamp() {
    { pwd; cat requirements-dev.txt pyproject.toml tools/setup.sh; } | cksum
}

texts_stamp() {
    find resources/locale -name '*.po' -exec cksum {} + 2>/dev/null | sort
    cksum tools/texts.py
}

venv_works() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 &&
        .venv/bin/python -c 'import sys; raise SystemExit(sys.version_info < (3, 12))'
}

make_venv() {
    local python version
    python="$(tools/find_python.sh)"
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    rm -rf .venv
    echo "Making .venv with $python ($version)" >&2
    "$python" -m venv .venv >/dev/null 2>&1 && venv_works && return
    rm -rf .venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        tools/system.sh refresh
        tools/system.sh install "python$version-venv"
        "$python" -m venv .venv && return
    fi
    echo "$python cannot make virtual environments. Install what it lacks and run the same command again:" >&2
    echo "    sudo apt-get install -y python$version-venv" >&2
    exit 1
}

install_packages() {
    echo "Installing the locked packages" >&2
    .venv/bin/python -m pip install --quiet --require-hashes -r requirements-dev.txt
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
}

venv_works || make_venv
if [ "$(cat .venv/lwdesk.stamp 2>/dev/null)" != "$(stamp)" ]; then
    install_packages
    stamp >.venv/lwdesk.stamp
fi
tools/system.sh run
if [ "$(cat .venv/texts.stamp 2>/dev/null)" != "$(texts_stamp)" ] || ! [ -e resources/locale/de/LC_MESSAGES/lwdesk.mo ]; then
    .venv/bin/python tools/texts.py compile
    texts_stamp >.venv/texts.stamp
fi
