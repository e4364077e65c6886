#!/usr/bin/env bash
# demo.sh BIN FOLDER [SOURCES]: build a workspace from the samples (or from SOURCES) and show what came out.
set -euo pipefail
bin="$(cd "$1" && pwd)"; folder="$2"; sources="${3:-}"
run() { printf '\n$ termlode'; printf ' %q' "$@"; printf '\n'; "$bin/termlode" -C "$folder" "$@"; }

if [ -n "$sources" ]; then
    rm -rf "$folder"
    "$bin/termlode" init "$folder" --samples
    rm -f "$folder"/sources/*
    cp -R "$sources"/. "$folder/sources/"
elif [ ! -f "$folder/termlode.toml" ]; then
    "$bin/termlode" init "$folder" --samples
fi
run build
run lookup 稀土 --to fa,ar,ps,en
run lookup "حاکی کمیاب" --to en,zh
run concordance "ليثيوم" || true
run stats
printf '\nReport: %s/out/report.html\nTry:    %s/termlode -C %s lookup "rare earth"\n' "$folder" "$bin" "$folder"
