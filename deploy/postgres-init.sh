#!/usr/bin/env bash
# A role and a database for each service; run once by the image of PostgreSQL.
set -euo pipefail
for service in projects governance ratsinfo dms-tracker; do
    psql -v ON_ERROR_STOP=1 -v name="$service" -v password="$POSTGRES_PASSWORD" -U postgres <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
