#!/usr/bin/env bash
# Installs what the tests and deploy/dev start, as far as it is missing: redis-server, promtool, libfaketime and iproute2 (Debian's packages), and Azurite (npm).
# kubectl renders the manifests (kustomize 5, part of kubectl since 1.27); Debian's own is too old, so it has to be there.
set -eu
cd "$(dirname "$0")"

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
needs_apt() { command -v apt-get >/dev/null || { echo "$1 is missing, and there is no apt-get to install it with." >&2; exit 1; }; }

if ! command -v redis-server >/dev/null; then
  needs_apt redis-server
  $as_root apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq redis-server >/dev/null
fi

# Unpacked beside the tests and not installed: the package would start a Prometheus of its own on this machine.
if ! command -v promtool >/dev/null && [ ! -x prometheus/usr/bin/promtool ]; then
  needs_apt promtool
  $as_root apt-get update -qq >/dev/null
  rm -rf prometheus && mkdir prometheus
  (cd prometheus && apt-get download -qq prometheus >/dev/null 2>&1 && dpkg -x prometheus_*.deb . && rm -f prometheus_*.deb)
fi

# A library that shows a process another time of day: the clock that is off.
if [ ! -e faketime/libfaketimeMT.so.1 ]; then
  needs_apt libfaketime
  $as_root apt-get update -qq >/dev/null
  rm -rf faketime && mkdir faketime
  (cd faketime && apt-get download -qq libfaketime >/dev/null 2>&1 && dpkg -x libfaketime_*.deb . && rm -f libfaketime_*.deb \
    && find usr -name libfaketimeMT.so.1 -exec mv {} . \; && rm -rf usr)
fi

# Makes networks of their own for the silos of the cluster test, as root; without them it runs what needs none.
if [ "$(id -u)" -eq 0 ] && ! command -v ip >/dev/null && command -v apt-get >/dev/null; then
  apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq iproute2 >/dev/null
fi

# npm writes this file when it is done: older than the list of versions means that these have changed since.
if [ ! -x node_modules/.bin/azurite ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  command -v npm >/dev/null || { echo "Azurite is missing, and there is no npm to install it with: install Node.js 20 or later." >&2; exit 1; }
  npm ci --no-audit --no-fund --silent
  touch node_modules/.package-lock.json
fi
