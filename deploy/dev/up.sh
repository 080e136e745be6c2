#!/usr/bin/env bash
# Brings up, on this machine, a cluster that trades on a simulated exchange: Redis, Azurite, the simulator and three silos; says where they are. What runs
# already is left alone.
#
#   deploy/dev/up.sh            start        deploy/dev/down.sh   stop exactly what was started here
#   deploy/dev/up.sh --stores   Redis and Azurite alone
#
# EXECUTOR_DEV_DIR      folder of data, logs and process ids (default: deploy/dev/run)
# EXECUTOR_DEV_PORTS    first of eleven ports (default: 16370)
# EXECUTOR_DEV_SYMBOLS  what is traded (default: BTCUSDT,ETHUSDT,BNBUSDT,SOLUSDT)
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

# The emulator's account and key are the same everywhere and no secret.
account=devstoreaccount1
key="Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
cat >"$run/env" <<END
EXECUTOR_STORAGE=Azure
EXECUTOR_REDIS=127.0.0.1:$redis_port
EXECUTOR_AZURE_CONNECTION='DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=$key;BlobEndpoint=http://127.0.0.1:$blob_port/$account;TableEndpoint=http://127.0.0.1:$table_port/$account;'
END

cat <<END

Redis      127.0.0.1:$redis_port                    look: redis-cli -p $redis_port
Azurite    tables  http://127.0.0.1:$table_port/$account
           blobs   http://127.0.0.1:$blob_port/$account
Data, logs and process ids: $run
END

if [ "${1:-}" = "--stores" ]; then
  cat <<END

A silo on them (EXECUTOR_STORAGE=Redis keeps the positions in Redis instead):
  set -a; . "$run/env"; set +a
  EXECUTOR_DATA_DIR="$run/silo" dotnet run --project "$root/silo"
END
  exit 0
fi

simulator_port=$((first + 4))
for project in simulator silo; do
  dotnet build "$root/$project" --configuration Release --verbosity quiet --nologo >"$run/build.log" 2>&1 || { cat "$run/build.log" >&2; exit 1; }
done
start simulator dotnet "$root/simulator/bin/Release/net10.0/Executor.Simulator.dll" --urls "http://127.0.0.1:$simulator_port" --data "$run/simulator"
await simulator curl --silent --fail --output /dev/null "http://127.0.0.1:$simulator_port/api/v3/ping"

# Key and secret of the simulator's customer "main": an example from the exchange's documentation, good for nothing else.
set -a
. "$run/env"
EXCHANGE=binance
FEED=binance
SYMBOLS=${EXECUTOR_DEV_SYMBOLS:-BTCUSDT,ETHUSDT,BNBUSDT,SOLUSDT}
BINANCE_BASE_URL=http://127.0.0.1:$simulator_port
BINANCE_API_KEY=vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A
BINANCE_API_SECRET=NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j
set +a
for number in 1 2 3; do
  export EXECUTOR_DATA_DIR="$run/silo-$number" EXECUTOR_HTTP="http://127.0.0.1:$((first + 4 + number))" EXECUTOR_SILO_PORT=$((first + 7 + number))
  start "silo-$number" dotnet "$root/silo/bin/Release/net10.0/Executor.Silo.dll"
done

echo
echo "Simulator  http://127.0.0.1:$simulator_port                books: curl http://127.0.0.1:$simulator_port/_sim/ledger"
for number in 1 2 3; do
  await "silo-$number" curl --silent --fail --output /dev/null "http://127.0.0.1:$((first + 4 + number))/health/ready"
  echo "Silo $number     http://127.0.0.1:$((first + 4 + number))                look: curl http://127.0.0.1:$((first + 4 + number))/positions"
done
cat <<END

A signal, to any of them:
  curl --data-binary '{"ts":"...","source":"DeltaScout","action":"PEAK","kind":"long","price":...}' 'http://127.0.0.1:$((first + 5))/signals?symbol=BTCUSDT'
END
