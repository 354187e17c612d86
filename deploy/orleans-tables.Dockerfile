# Runs orleans-tables.sh for docker-compose.yml: psql and curl in one image.
FROM postgres:15
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
COPY deploy/orleans-tables.sh /usr/local/bin/orleans-tables
ENTRYPOINT ["bash", "/usr/local/bin/orleans-tables"]
