#!/usr/bin/env bash
# Stops exactly what deploy/dev/up.sh has started. Data and logs stay; "down.sh --delete" removes them too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
run=${EXECUTOR_DEV_DIR:-$here/run}
. "$here/processes.sh"

[ -d "$run" ] || { echo "Nothing was started: $run is not there."; exit 0; }
for file in $(ls -t "$run"/*.pid 2>/dev/null); do
  stop "$(basename "$file" .pid)"
done

if [ "${1:-}" = "--delete" ]; then
  rm -rf "$run"
  echo "Removed $run"
fi
