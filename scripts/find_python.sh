#!/usr/bin/env bash
# Prints the path of a Python 3.12 or 3.13 on this machine (also under a version manager), or says what to install.
set -u
fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1; }
shopt -s nullglob
candidates=("${PYTHON:-}" python3 python3.12 python3.13 python
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[23]*/bin/python3
    "${XDG_DATA_HOME:-$HOME/.local/share}"/uv/python/cpython-3.1[23]*/bin/python3
    "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/python/3.1[23]*/bin/python3
    "${XDG_DATA_HOME:-$HOME/.local/share}"/mise/installs/python/3.1[23]*/bin/python3
    "$HOME"/{miniconda3,anaconda3,miniforge3}/envs/*/bin/python3
    /opt/homebrew/bin/python3.1[23] /usr/local/bin/python3.1[23] /usr/bin/python3.1[23])
for candidate in "${candidates[@]}"; do
    [ -n "$candidate" ] || continue
    path="$(command -v "$candidate" 2>/dev/null)" || continue
    if fits "$path"; then
        "$path" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done
echo "Termlode needs Python 3.12 or 3.13 with venv, and none was found: install one (python.org, 'apt install python3.12-venv', 'pyenv install 3.12') or name it: make PYTHON=/path/to/python3.12" >&2
exit 1
