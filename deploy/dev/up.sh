#!/usr/bin/env bash
# Brings up, on this machine, the servers that a cluster of silos needs, and says where they are. What runs already is left alone.
#
#   deploy/dev/up.sh      start        deploy/dev/down.sh   stop exactly what was started here
#
# EXECUTOR_DEV_DIR      folder of data, logs and process ids (default: deploy/dev/run)
# EXECUTOR_DEV_PORTS    first of ten ports (default: 16370)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
run=${EXECUTOR_DEV_DIR:-$here/run}
first=${EXECUTOR_DEV_PORTS:-16370}
. "$here/processes.sh"

"$root/tests/servers/install.sh"
mkdir -p "$run"

redis_port=$first
blob_port=$((first + 1))
queue_port=$((first + 2))
table_port=$((first + 3))

mkdir -p "$run/redis" "$run/azurite"
start redis redis-server --port "$redis_port" --bind 127.0.0.1 --dir "$run/redis" --save "" \
  --appendonly yes --appendfsync always --maxmemory-policy noeviction
start azurite "$root/tests/servers/node_modules/.bin/azurite" --location "$run/azurite" --silent --disableTelemetry \
  --skipApiVersionCheck --blobPort "$blob_port" --queuePort "$queue_port" --tablePort "$table_port"
await redis redis-cli -p "$redis_port" ping
await azurite curl --silent --output /dev/null "http://127.0.0.1:$table_port/"

# Simulator and silos are started here, by "start NAME COMMAND..." and "await NAME COMMAND..." like the others.

# The emulator's account and key are the same everywhere and no secret.
account=devstoreaccount1
key="Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
cat >"$run/env" <<END
EXECUTOR_STORAGE=Azure
EXECUTOR_REDIS=127.0.0.1:$redis_port
EXECUTOR_AZURE_CONNECTION='DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=$key;BlobEndpoint=http://127.0.0.1:$blob_port/$account;TableEndpoint=http://127.0.0.1:$table_port/$account;'
END

cat <<END

Redis     127.0.0.1:$redis_port                    look: redis-cli -p $redis_port
Azurite   tables  http://127.0.0.1:$table_port/$account
          blobs   http://127.0.0.1:$blob_port/$account
Data, logs and process ids: $run

A silo on them (EXECUTOR_STORAGE=Redis keeps the positions in Redis instead):
  set -a; . "$run/env"; set +a
  EXECUTOR_DATA_DIR="$run/silo" dotnet run --project "$root/silo"
END
