# Sourced by up.sh and down.sh: background processes by name. Expects the folder of the run in $run.

# A process is known by its id and the moment it began: an id alone is given again to somebody else.
began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

is_running() {
  local id moment
  [ -f "$run/$1.pid" ] && read -r id moment <"$run/$1.pid" && [ -n "$moment" ] && [ "$(began "$id")" = "$moment" ]
}

# start NAME COMMAND [ARGUMENT...]: what it prints goes to NAME.log.
start() {
  local name=$1
  shift
  if is_running "$name"; then
    echo "$name runs already"
    return
  fi
  (cd "$run" && exec setsid "$@" >"$run/$name.log" 2>&1 </dev/null) &
  echo "$! $(began $!)" >"$run/$name.pid"
  echo "started $name"
}

# await NAME COMMAND [ARGUMENT...]: until the command succeeds; an error after a minute, or when the process has ended.
await() {
  local name=$1 deadline=$((SECONDS + 60))
  shift
  until "$@" >/dev/null 2>&1; do
    if ! is_running "$name" || [ "$SECONDS" -ge "$deadline" ]; then
      echo "$name did not start:" >&2
      tail -n 20 "$run/$name.log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

# stop NAME: asks it to end, and insists after half a minute.
stop() {
  local name=$1 id moment waited=0
  if is_running "$name"; then
    read -r id moment <"$run/$name.pid"
    kill -TERM "$id"
    while is_running "$name"; do
      if [ "$waited" -eq 150 ]; then kill -KILL "$id"; fi
      waited=$((waited + 1))
      sleep 0.2
    done
    echo "stopped $name"
  fi
  rm -f "$run/$name.pid"
}
