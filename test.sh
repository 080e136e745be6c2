#!/usr/bin/env bash
# Runs the tests; installs what they need and is missing: redis-server, Azurite and promtool (tests/servers), the Binance clients (tests/clients).
# Closes with the line "N passed, N failed".
#
#   ./test.sh             everything
#   ./test.sh vectors     the golden-vector tests alone
#   ./test.sh unit        without processes that are killed and hosts that are started
#   ./test.sh e2e         those alone
#   ./test.sh explorer    the fault explorer alone
#
# EXECUTOR_VECTORS, EXECUTOR_DATA   other vectors, other market data (default: ../shared/vectors, ../shared/data)
# EXECUTOR_LIVES                    random lives a case of the fault tests runs (default 400)
# EXECUTOR_EXPLORER_SECONDS         budget of the fault explorer (default 40)
# EXECUTOR_FUZZ_SECONDS             budget of the hostile input (default 15)
# EXECUTOR_CLUSTER_ROUNDS           rounds of faults of the cluster test (default 1; the extended run is 10)
# EXECUTOR_CLUSTER_SYMBOLS          positions that live through them (default 6; the extended run has 60)
# EXECUTOR_CLUSTER_OUTAGE           seconds for which a link or a store is away in it (default 8; the extended run has 60)
# EXECUTOR_CLUSTER_WEIGHT           request weight a minute that its exchange allows (default 6000, as Binance; 60 symbols need a minute for each fault then)
# EXECUTOR_CLUSTER_STORAGE          Redis (default) or Azure
#                                   As root (network namespaces) a silo is cut off from its peers as well; otherwise a line says that it was not.
# EXECUTOR_CLUSTER_LOGS             a folder that gets what the silos of the cluster test have printed
# EXECUTOR_KILLS                    kills of the crash test (default 15; the extended run is 200)
set -u
cd "$(dirname "$0")" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

unit=(Core.Tests Exchange.Tests Fuzz Simulator.Tests Storage.Tests Grains.Tests Replay.Tests Architecture.Tests Deploy.Tests)
explorer=(FaultExplorer)
# These start processes and mostly wait for them; the scenarios take as long as all the others, and run beside them.
scenarios=(ScenarioTests)
processes=(Silo.Tests CrashTests Soak ClientTests TelemetryTests ClusterTests)
alone=()
beside=()
arguments=()
case "${1:-all}" in
  all) alone=("${unit[@]}" "${explorer[@]}"); beside=("${scenarios[@]}" "${processes[@]}") ;;
  unit) alone=("${unit[@]}") ;;
  e2e) beside=("${scenarios[@]}" "${processes[@]}") ;;
  explorer) alone=("${explorer[@]}") ;;
  vectors) alone=(Core.Tests); arguments=(-trait "Suite=vectors") ;;
  *) sed -n '2,22p' "$0" | cut -c3- >&2; exit 2 ;;
esac
suites=(${alone[@]+"${alone[@]}"} ${beside[@]+"${beside[@]}"})

case " ${suites[*]} " in
  *" Storage.Tests "*|*" TelemetryTests "*|*" ClusterTests "*) [ ${#arguments[@]} -gt 0 ] || tests/servers/install.sh || { echo "The servers of the tests cannot be installed." >&2; echo "0 passed, 1 failed"; exit 1; } ;;
esac
case " ${suites[*]} " in
  *" ClientTests "*) tests/clients/install.sh || { echo "The clients of the tests cannot be installed." >&2; echo "0 passed, 1 failed"; exit 1; } ;;
esac
command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dot.net" >&2; exit 1; }
dotnet build Executor.Orleans.sln --configuration Release --verbosity quiet || { echo "The build failed." >&2; echo "0 passed, 1 failed"; exit 1; }

# One suite: its lines to the screen when it is over, "NAME passed failed" and its failed tests to a file of results.
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
run() {
  local name="Executor.$1" started=$SECONDS log code summary total bad skipped
  log="$results/$1.log"
  dotnet "tests/$name/bin/Release/net10.0/$name.dll" -noLogo -noColor ${arguments[@]+"${arguments[@]}"} >"$log" 2>&1
  code=$?
  summary=$(grep -E "^ *$name +Total: " "$log" | tail -n 1)
  total=$(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$summary")
  bad=$(sed -E 's/.*Errors: ([0-9]+), Failed: ([0-9]+).*/\1+\2/' <<<"$summary")
  skipped=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$summary")
  if [ -z "$summary" ] || [ "$total" -eq 0 ]; then
    { echo "$name ran no test (exit code $code):"; cat "$log"; } >"$results/$1.shown"
    echo "0 1" >"$results/$1.counts"
  else
    bad=$((bad))
    [ "$bad" -eq 0 ] && [ "$code" -ne 0 ] && bad=1
    {
      grep -E "^vectors |^ *figure: " "$log"
      [ "$bad" -eq 0 ] || cat "$log"
      printf '%-32s %5d passed %3d failed %4d s\n' "$name" $((total - bad - skipped)) "$bad" $((SECONDS - started))
    } >"$results/$1.shown"
    echo "$((total - bad - skipped)) $bad" >"$results/$1.counts"
    grep -E ' \[FAIL\]$' "$log" | sed "s/^/$name:/" >"$results/$1.failures"
  fi
  cat "$results/$1.shown"
}
in_turn() { local suite; for suite in "$@"; do run "$suite"; done; }

in_turn ${alone[@]+"${alone[@]}"}
if [ ${#beside[@]} -gt 0 ]; then
  in_turn "${scenarios[@]}" &
  in_turn "${processes[@]}"
  wait
fi

passed=0
failed=0
for suite in "${suites[@]}"; do
  read -r good bad <"$results/$suite.counts"
  passed=$((passed + good))
  failed=$((failed + bad))
done

# Once more by name, since what they printed may be long.
cat "$results"/*.failures 2>/dev/null
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
