# The Learning Hub as an image: `docker build -t learning-hub .`
# GRAIN_ENGINE=Embedded (one machine, SQLite on the volume /data) or Orleans (several machines over PostgreSQL).

FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# the client's bundle is made by the build of the program, with Node
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY .editorconfig Directory.Build.props Directory.Packages.props ./
COPY src/ src/
ARG GRAIN_ENGINE=Embedded
RUN dotnet publish src/LearningHub.Web -c Release -p:GrainEngine=$GRAIN_ENGINE -o /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
COPY content/ content/
RUN mkdir /data && chown $APP_UID /data
ENV ASPNETCORE_URLS=http://+:8080 \
    Content__Path=/app/content \
    Storage__ConnectionString="Data Source=/data/hub.db"
USER $APP_UID
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "LearningHub.Web.dll"]
