#!/usr/bin/env bash
# Sees to the system's own packages: `system.sh run` for the window, `system.sh test` for the tests on top,
# `system.sh proofs` for what checks the papers.
# As root it installs what is missing; for anybody else it prints the command and stops.
set -u
cd "$(dirname "$0")/.." || exit 1

# command:package, each needed by the tests of the real window, of the paper, of the faults and of the bundles
test_tools="Xvfb:xvfb xauth:xauth openbox:openbox xdotool:xdotool setxkbmap:x11-xkb-utils import:imagemagick
pdftotext:poppler-utils qpdf:qpdf strace:strace unzip:unzip zip:zip minisign:minisign age:age zstd:zstd xxd:xxd"
reader=zbar-tools  # reads the squares on paper as a telephone does; its test is left out where it cannot be had

# what reads a paper as PDF/A does: PDFBox, and two parts that Java once had inside
checkers="default-jre-headless libpdfbox2-java libactivation-java libjaxb-api-java"

missing_libraries() {
    local qt
    qt="$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')" || exit 1
    ldd "$qt"/Qt{Widgets,Svg,PrintSupport,Pdf,Network}.abi3.so "$qt"/Qt/plugins/platforms/libq{xcb,offscreen}.so |
        awk '/not found/ { print $1 }' | sort -u
}

qt_packages() {
    local glib=libglib2.0-0
    apt-cache show libglib2.0-0t64 >/dev/null 2>&1 && glib=libglib2.0-0t64
    echo "$glib libgl1 libegl1 libfontconfig1 libdbus-1-3 libxkbcommon0 libbrotli1" \
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
}

missing_tools() {
    local pair
    for pair in $test_tools; do
        command -v "${pair%%:*}" >/dev/null || echo "${pair##*:}"
    done
    [ -e /usr/share/zoneinfo/Europe/Berlin ] || echo tzdata
}

refresh() {
    apt-get update -q >/dev/null 2>&1 </dev/null || echo "The list of packages could not be refreshed." >&2
}

install() {
    echo "Installing $*" >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >/dev/null </dev/null
}

provide() {
    local why="$1"
    shift
    if ! command -v apt-get >/dev/null; then
        echo "$why On Debian the packages are: $*" >&2
        exit 1
    fi
    if [ "$(id -u)" = 0 ]; then
        refresh
        install "$@" && return
    fi
    printf '%s Install it and run the same command again:\n    sudo apt-get install -y --no-install-recommends %s\n' "$why" "$*" >&2
    exit 1
}

provide_libraries() {
    local gone packages
    gone="$(missing_libraries | tr '\n' ' ')" || exit 1
    [ -z "$gone" ] && return
    read -r -a packages <<<"$(qt_packages)"
    provide "The window needs libraries that this system lacks (${gone% })." "${packages[@]}"
    gone="$(missing_libraries | tr '\n' ' ')"
    [ -z "$gone" ] && return
    echo "Still missing: $gone" >&2
    exit 1
}

provide_tools() {
    local gone
    read -r -a gone <<<"$(missing_tools | tr '\n' ' ')"
    [ "${#gone[@]}" = 0 ] || provide "The tests need programs that this system lacks." "${gone[@]}"
    command -v zbarimg >/dev/null || [ "$(id -u)" != 0 ] || install "$reader" 2>/dev/null || true
}

has_checkers() {
    local jar=/usr/share/java
    command -v java >/dev/null && [ -e $jar/preflight.jar ] && [ -e $jar/javax.activation.jar ] && [ -e $jar/jaxb-api.jar ]
}

provide_checkers() {
    local packages
    read -r -a packages <<<"$checkers"
    has_checkers || provide "The checkers of paper need packages that this system lacks." "${packages[@]}"
}

case "${1:-run}" in
    refresh) refresh ;;
    install) shift; install "$@" ;;
    run) [ "$(uname)" != Linux ] || provide_libraries ;;
    test) [ "$(uname)" != Linux ] || { provide_libraries; provide_tools; } ;;
    proofs) [ "$(uname)" != Linux ] || { provide_tools; provide_checkers; } ;;
esac
