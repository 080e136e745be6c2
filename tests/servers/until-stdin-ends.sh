#!/bin/sh
# Runs a command until standard input ends: it ends with whoever holds the other end of the pipe, however that one dies.
"$@" </dev/null &
child=$!
cat >/dev/null
kill -TERM "$child" 2>/dev/null
wait "$child"
