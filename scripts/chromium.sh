#!/bin/sh
# See that a chromium of Debian is there for the tests of the page, and say so where it cannot be.
command -v chromium-headless-shell >/dev/null && exit 0

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
    echo "Installing chromium for the tests of the page ..." >&2
    as_root apt-get update -qq
    install chromium-headless-shell || command -v chromium >/dev/null || install chromium && exit 0
fi
command -v chromium >/dev/null && exit 0
echo "chromium is missing and could not be installed here. The tests of the page need it: they are" >&2
echo "skipped, or fail where CI=true. To have them: sudo apt-get install chromium-headless-shell" >&2
