#!/usr/bin/env bash
# Installs the servers that the tests and deploy/dev start, as far as they are missing: redis-server (Debian's package) and Azurite (npm).
set -eu
cd "$(dirname "$0")"

if ! command -v redis-server >/dev/null; then
  command -v apt-get >/dev/null || { echo "redis-server is missing, and there is no apt-get to install it with." >&2; exit 1; }
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq redis-server >/dev/null
fi

# npm writes this file when it is done: older than the list of versions means that these have changed since.
if [ ! -x node_modules/.bin/azurite ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  command -v npm >/dev/null || { echo "Azurite is missing, and there is no npm to install it with: install Node.js 20 or later." >&2; exit 1; }
  npm ci --no-audit --no-fund --silent
  touch node_modules/.package-lock.json
fi
