#!/usr/bin/env bash
# Installs what the tests and deploy/dev start, as far as it is missing: redis-server and promtool (Debian's packages), and Azurite (npm).
# kubectl renders the manifests (kustomize 5, part of kubectl since 1.27); Debian's own is too old, so it has to be there.
set -eu
cd "$(dirname "$0")"

missing=""
command -v redis-server >/dev/null || missing="redis-server"
command -v promtool >/dev/null || missing="$missing prometheus"
if [ -n "$missing" ]; then
  command -v apt-get >/dev/null || { echo "Missing, and there is no apt-get to install it with: $missing" >&2; exit 1; }
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# npm writes this file when it is done: older than the list of versions means that these have changed since.
if [ ! -x node_modules/.bin/azurite ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  command -v npm >/dev/null || { echo "Azurite is missing, and there is no npm to install it with: install Node.js 20 or later." >&2; exit 1; }
  npm ci --no-audit --no-fund --silent
  touch node_modules/.package-lock.json
fi
