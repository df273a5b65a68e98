#!/usr/bin/env bash
# Prints the path of a Python that can carry the program, or says what to install.
# Below 3.12 the Qt binding loses count of its references and aborts, so nothing older will do.
set -u
root="$(cd "$(dirname "$0")/.." && pwd)"
wanted="3.13 3.12 3.14"

usable() {
    "$1" -c 'import sys, venv; raise SystemExit(sys.version_info < (3, 12))' >/dev/null 2>&1 </dev/null
}

answer() {
    usable "$1" || return 0
    "$1" -c 'import sys; print(sys.executable)'
    exit 0
}

if [ -n "${PYTHON:-}" ]; then
    answer "$PYTHON"
    echo "PYTHON=$PYTHON is no Python 3.12 or newer; looking for another one." >&2
fi

for version in $wanted; do answer "python$version"; done
answer python3

for version in $wanted; do
    for python in "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version"*/bin/python "$HOME/.pyenv/versions/$version"*/bin/python; do
        answer "$python"
    done
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    "$root/tools/system.sh" refresh
    for version in $wanted; do
        if apt-cache show "python$version-venv" >/dev/null 2>&1; then
            "$root/tools/system.sh" install "python$version" "python$version-venv"
            answer "/usr/bin/python$version"
        fi
    done
fi

fetch_uv() {
    command -v uv && return
    python3 -m venv "$root/build/uv" >&2 &&
        "$root/build/uv/bin/pip" install --quiet --require-hashes -r "$root/tools/requirements-uv.txt" >&2 &&
        echo "$root/build/uv/bin/uv"
}

if uv="$(fetch_uv 2>/dev/null)"; then
    export UV_PYTHON_INSTALL_DIR="${UV_PYTHON_INSTALL_DIR:-$root/build/python}"
    "$uv" python install 3.13 >/dev/null 2>&1 </dev/null
    answer "$("$uv" python find 3.13 2>/dev/null)"
fi

cat >&2 <<'SENTENCE'
lwdesk needs Python 3.12 or newer and found none.
Install one and run the same command again:
    Debian 13, Ubuntu 24.04:  sudo apt-get install python3 python3-venv
    Debian 12, any other:     https://docs.astral.sh/uv/ and then  uv python install 3.13
A Python in an unusual place is named by  make PYTHON=/path/to/python run
SENTENCE
exit 1
