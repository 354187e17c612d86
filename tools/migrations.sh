#!/usr/bin/env bash
# Writes the migrations of both databases anew from the model. Run it after any change of a row or its configuration, and commit
# what it writes. There is no release yet, so there is one migration, Initial, and it is replaced; a database made by an older
# one has to be deleted. From the first release on, migrations are added and never replaced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=src/LearningHub.Grains/Migrations
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
[ ! -d $folder ] || cp -r $folder "$kept/"
put_back() { rm -rf $folder; [ ! -d "$kept/Migrations" ] || cp -r "$kept/Migrations" $folder; echo "The migrations are as they were." >&2; exit 1; }

# The old snapshot must not be compiled in: the new migration would hold only the difference.
rm -rf $folder
dotnet build tools/LearningHub.Design -v q --nologo -p:RunAnalyzers=false >"$kept/build.log" 2>&1 || { grep -E 'error' "$kept/build.log" | sort -u >&2; put_back; }
dotnet tools/LearningHub.Design/bin/Debug/net10.0/LearningHub.Design.dll $folder 20261122000000 Initial || put_back
git --no-pager diff --stat -- $folder
