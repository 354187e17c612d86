#!/usr/bin/env bash
# Makes the tables that an Orleans cluster keeps its members and reminders in. Run it once for each database:
#   deploy/orleans-tables.sh postgresql://learning_hub@127.0.0.1/learning_hub
set -euo pipefail
database=${1:?Name the database, for example postgresql://learning_hub@127.0.0.1/learning_hub}
# the version of the Orleans packages in Directory.Packages.props
scripts=https://raw.githubusercontent.com/dotnet/orleans/v10.4.2/src/AdoNet

if [ "$(psql "$database" -Atqc "select to_regclass('orleansquery') is not null")" = t ]; then
  echo "The tables are there already."
  exit 0
fi

{
  for script in Shared/PostgreSQL-Main.sql Orleans.Clustering.AdoNet/PostgreSQL-Clustering.sql Orleans.Reminders.AdoNet/PostgreSQL-Reminders.sql; do
    curl -fsSL "$scripts/$script"
    echo
  done
} | psql "$database" -v ON_ERROR_STOP=1 --single-transaction -q
echo "Made the cluster's tables."
