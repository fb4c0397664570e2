#!/bin/sh
# Make or complete a virtual environment: scripts/install.sh FOLDER [EXTRA,EXTRA...]
# PYTHON=/path/to/python chooses the interpreter of a new one.
set -eu
cd "$(dirname "$0")/.."
venv=$1
extras=${2:-}

say() { printf '%s\n' "$*" >&2; }
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if path=$(command -v "$name") && fits "$path"; then
            echo "$path"
            return
        fi
    done
    say "Python 3.11, 3.12 or 3.13 is needed and none was found${PYTHON:+ as $PYTHON}."
    say "Install one (Debian: apt-get install python3 python3-venv), or name it: make PYTHON=/path"
    return 1
}

# Debian packs what makes environments apart from Python itself.
see_to_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    package=python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $package, which $1 lacks ..."
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null && return
    fi
    say "$1 cannot make virtual environments. Run: sudo apt-get install $package"
    return 1
}

if ! [ -x "$venv/bin/python" ] || ! fits "$venv/bin/python"; then
    python=$(find_python)
    see_to_venv "$python"
    say "Making the environment $venv with $("$python" --version) ..."
    "$python" -m venv --clear "$venv"
fi
say "Installing the packages of constraints.txt into $venv (the first time a few minutes) ..."
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
    --constraint constraints.txt --editable ".${extras:+[$extras]}"
