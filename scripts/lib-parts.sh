# The parts of scripts/test; sourced, not run. A part has a name, a way to count, and a command.

logs=target/test-logs
rm -rf "$logs"
mkdir -p "$logs"
passed=0
failed=0
broken=()
started=$SECONDS
declare -A hows froms pids

# Sums up what a runner says of itself: sets part_passed and part_failed.
#   one     a single check: its exit status
#   cargo   `test result: ok. 5 passed; 0 failed; ..`, one line a binary
#   vitest  ` Tests  1 failed | 11 passed (12)`
#   tap     `# pass 5` and `# fail 0` at the end
#   lines   `N passed, N failed` at the end
count() {
  local how=$1 log=$2 status=$3 sums
  case $how in
    one) sums="$((status == 0)) $((status != 0))" ;;
    cargo)
      sums=$(awk '/^test result: /{ for (i = 2; i <= NF; i++) { if ($i == "passed;") p += $(i-1); if ($i == "failed;") f += $(i-1) } }
        END { print p + 0, f + 0 }' "$log")
      ;;
    vitest)
      sums=$(awk '$1 == "Tests" { for (i = 2; i <= NF; i++) { if ($i == "passed") p = $(i-1); if ($i == "failed") f = $(i-1) } }
        END { print p + 0, f + 0 }' "$log")
      ;;
    tap) sums=$(awk '/^# pass /{ p = $3 } /^# fail /{ f = $3 } END { print p + 0, f + 0 }' "$log") ;;
    lines) sums=$(awk '/^[0-9]+ passed, [0-9]+ failed$/{ p = $1; f = $3 } END { print p + 0, f + 0 }' "$log") ;;
  esac
  part_passed=${sums% *}
  part_failed=${sums#* }
  # A runner that broke, or ran nothing at all, has not passed.
  if [ "$part_failed" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$part_passed" -eq 0 ]; }; then
    part_failed=1
  fi
}

# part NAME HOW COMMAND..: runs it, and says how it went.
part() {
  begin "$@"
  end "$1"
}

# begin NAME HOW COMMAND..: starts it, to be ended later. Two parts at once share the cores well where one of them is a build
# on one core; beside parts that measure themselves, or browsers, runs only what gives way to them.
begin() {
  local name=$1
  hows[$name]=$2
  froms[$name]=$SECONDS
  shift 2
  say "... $name"
  # In a process group of its own, and never for longer than 40 minutes.
  timeout --kill-after=10 2400 "$@" >"$logs/$name.log" 2>&1 </dev/null &
  pids[$name]=$!
}

# end NAME: waits for it, and says how it went.
end() {
  local name=$1 how=${hows[$1]} from=${froms[$1]} pid=${pids[$1]} log=$logs/$1.log status=0 beat part_passed part_failed
  beat=$((SECONDS + 30))
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if [ "$SECONDS" -ge "$beat" ]; then
      say "    $name: $((SECONDS - from)) s: $(tail -n 1 "$log" | tr -d '\r' | cut -c 1-100)"
      beat=$((SECONDS + 30))
    fi
  done
  wait "$pid" || status=$?
  count "$how" "$log" "$status"
  passed=$((passed + part_passed))
  failed=$((failed + part_failed))
  if [ "$part_failed" -eq 0 ]; then
    say "ok  $name: $part_passed passed, $((SECONDS - from)) s"
    # What was left out, or passed only alone, is said, never hidden.
    grep -iE '^(skipped|unsteady): |^ *ok .* # skip' "$log" | sort | uniq -c | sed 's/^ */    /' || true
  else
    broken+=("$name")
    say "BAD $name: $part_passed passed, $part_failed failed, $((SECONDS - from)) s, exit $status; of $log what failed, and the end:"
    # Runners that go on say a failure where it happened, perhaps thousands of lines before their end.
    grep -E -A 12 '^(BAD |not ok |error|---- .* stdout ----| FAIL )' "$log" | head -n 80 | sed 's/^/    ! /' || true
    tail -n 40 "$log" | sed 's/^/    | /'
  fi
}

finish() {
  say "all parts: $((SECONDS - started)) s"
  [ ${#broken[@]} -eq 0 ] || say "failed: ${broken[*]}"
  say "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
