#!/usr/bin/env bash
# Installs the Binance clients that the tests run against the simulator, and Node.js where it is missing.
set -eu
cd "$(dirname "$0")"

if ! command -v npm >/dev/null; then
  command -v apt-get >/dev/null || { echo "Node.js is missing, and there is no apt-get to install it with: install Node.js 20 or later." >&2; exit 1; }
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq nodejs npm >/dev/null
fi

# npm writes this file when it is done: older than the list of versions means that these have changed since.
if [ ! -d node_modules/ccxt ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --silent
  touch node_modules/.package-lock.json
fi
