#!/bin/sh
# Installs the project into .venv and shows what it does: sh scripts/demo.sh
set -eu
cd "$(dirname "$0")/.."
sh scripts/install.sh
exec .venv/bin/kg demo "$@"
