#!/usr/bin/env bash
# demo.sh BIN FOLDER [SOURCES]: build a workspace from the samples (or from SOURCES) and show what came out.
set -euo pipefail
bin="$(cd "$1" && pwd)"; folder="$2"; sources="${3:-}"
run() { printf '\n$ termlode'; printf ' %q' "$@"; printf '\n'; "$bin/termlode" -C "$folder" "$@"; }
refuse() { echo "$1" >&2; exit 2; }

# Only a folder that this script made (it leaves a mark) is ever replaced.
[ -z "$sources" ] || [ -d "$sources" ] || refuse "SOURCES=$sources: no such folder"
if [ -e "$folder" ] && [ ! -f "$folder/.demo" ] && [ -n "$(ls -A "$folder")" ]; then
    refuse "$folder is not a demo's folder: say DEMO=another-folder"
fi
if [ -n "$sources" ]; then
    [ -d "$folder" ] && case "$(cd "$sources" && pwd -P)/" in
        "$(cd "$folder" && pwd -P)/"*) refuse "SOURCES=$sources lies in $folder, which would be replaced" ;;
    esac
fi
if [ -n "$sources" ] || [ "$(cat "$folder/.demo" 2>/dev/null)" != samples ]; then
    rm -rf "$folder"
    "$bin/termlode" init "$folder" --samples
    echo "${sources:-samples}" > "$folder/.demo"
    if [ -n "$sources" ]; then
        rm -f "$folder"/sources/*
        cp -R "$sources"/. "$folder/sources/"
    fi
fi
run build
run lookup 稀土 --to fa,ar,ps,en
run lookup "حاکی کمیاب" --to en,zh
run concordance "ليثيوم" || true
run stats
printf '\nReport: %s/out/report.html\nTry:    %s/termlode -C %s lookup "rare earth"\n' "$folder" "$bin" "$folder"
