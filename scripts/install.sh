#!/bin/sh
# Installs the project into .venv at its root: sh scripts/install.sh [EXTRA]
# Asks apt-get for Python on a Debian that has none, or none that can make a virtual environment.
set -eu
cd "$(dirname "$0")/.."
. scripts/system.sh

extra=${1:-}

find_python() {
    for name in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if "$name" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

# the .venv of a folder that was moved or copied still points to where it was
ready() {
    .venv/bin/python -c 'import pip' 2>/dev/null && grep -qF "$(pwd -P)/.venv/bin/python" .venv/bin/kg 2>/dev/null
}

if ! ready; then
    python=$(find_python)
    if [ -z "$python" ] && has apt-get; then
        install_packages python3 python3-venv
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        echo "Python 3.11 or later is needed: https://www.python.org/downloads/ (macOS: brew install python)" >&2
        exit 1
    fi
    "$python" -m venv --clear .venv
fi

# what is installed stays good until the project asks for something else
mark=.venv/installed${extra:+-$extra}
if [ ! "$mark" -nt pyproject.toml ]; then
    echo "Installing into $(pwd -P)/.venv ..." >&2
    # old versions of pip complain of jieba's old-style package otherwise
    PIP_USE_PEP517=1 .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".${extra:+[$extra]}" >&2
    touch "$mark"
fi
