#!/usr/bin/env bash
# Runs every test. On Debian and Ubuntu it first installs what the tests need and the machine lacks (a PostgreSQL server,
# Chromium and Python 3); elsewhere it says what is missing. The last line is "N passed, N failed"; the exit code is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

stop() { echo "$1" >&2; echo "0 passed, 1 failed"; exit 1; }

has_postgresql() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }

install_missing() {
  local packages=() missing=() sudo=()
  has_postgresql || { packages+=(postgresql); missing+=("a PostgreSQL server (initdb and pg_ctl)"); }
  has_chromium || { packages+=(chromium); missing+=("Chromium"); }
  command -v python3 >/dev/null || { packages+=(python3); missing+=("Python 3"); }
  [ ${#missing[@]} -gt 0 ] || return 0
  local said; said=$(printf '%s; ' "${missing[@]}")
  command -v apt-get >/dev/null || stop "The tests need what this machine lacks: ${said}install it with the system's package manager, then run this again."
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  echo "Installing: ${packages[*]}"
  if ! { "${sudo[@]}" apt-get update -q && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"; } </dev/null >.artifacts/apt.log 2>&1; then
    tail -20 .artifacts/apt.log >&2
    stop "apt could not install what the tests need: ${said}see .artifacts/apt.log."
  fi
}

mkdir -p .artifacts
rm -rf .artifacts/tests
command -v dotnet >/dev/null || stop "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download"
command -v npm >/dev/null || stop "Node.js with npm is missing; the build bundles the pages' scripts with it: https://nodejs.org"
install_missing

echo "Building"
# One compiler for all projects, even where the environment asks for a new one each time: the analyzers load once.
if ! dotnet build LearningHub.sln -v q -p:UseSharedCompilation=true </dev/null >.artifacts/build.log 2>&1; then
  grep -E ': error|error :' .artifacts/build.log | sort -u | head -40 >&2 || tail -40 .artifacts/build.log >&2
  stop "The build failed; see .artifacts/build.log."
fi

echo "Testing"
# One project after the other (-m:1): each keeps two cores busy by itself.
dotnet test LearningHub.sln --no-build -m:1 --results-directory .artifacts/tests --logger trx --logger "console;verbosity=minimal" \
  --blame-hang-timeout 5min </dev/null
code=$?

# Each test project leaves one .trx file with one <Counters> line.
read -r passed failed < <(cat .artifacts/tests/*.trx 2>/dev/null | grep -o '<Counters [^>]*' |
  sed -E 's/.*total="([0-9]+)".* passed="([0-9]+)".*/\1 \2/' | awk '{ total += $1; passed += $2 } END { print passed + 0, total - passed }')
# What was not run has not passed; a run that broke off has failed, whatever it counted.
if [ $code -ne 0 ] && [ "$failed" = 0 ]; then failed=1; fi
if [ "$passed" = 0 ] && [ "$failed" = 0 ]; then failed=1; fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
