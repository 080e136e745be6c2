#!/usr/bin/env bash
# The long run of the hostile input: more than 10 million inputs, more of them where they are cheap. docs/safety.md has the figures.
#
#   tests/Executor.Fuzz/long.sh [SEED]
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${EXECUTOR_FUZZ_PROGRAM:-tests/Executor.Fuzz/bin/Release/net10.0/Executor.Fuzz}
[ -x "$program" ] || dotnet build tests/Executor.Fuzz --configuration Release --verbosity quiet || exit 1
failed=0
while IFS='|' read -r inputs target; do
  EXECUTOR_FUZZ_SEED=${1:-1} EXECUTOR_FUZZ_TARGETS=$target EXECUTOR_FUZZ_INPUTS=$inputs "$program" -noLogo -noColor -method '*HostileInput*' || failed=1
done <<'RUNS'
300000|adapter connections
700000|simulator endpoints
600000|simulator WebSocket API
1200000|simulator stream commands
2000000|adapter answers
2000000|simulator control
3500000|adapter readers
RUNS
exit $failed
