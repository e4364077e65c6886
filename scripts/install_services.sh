#!/usr/bin/env bash
# Installs from Debian what the tests of services need and this machine lacks: PostgreSQL, Chromium with fonts, npm.
set -euo pipefail
missing=()
[ -n "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(npm)
fc-list 2>/dev/null | grep -q NotoSansArabic || missing+=(fontconfig fonts-noto-core)
fc-list 2>/dev/null | grep -q 'NotoSansCJK' || missing+=(fonts-noto-cjk)
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ]; then
    echo "install these first, then run again: apt-get install ${missing[*]}" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
