using System.Diagnostics;
using Npgsql;

namespace LearningHub.Tests.Common;

/// <summary>A PostgreSQL server of the tests' own: started at the first need, on a free port, in a temporary folder, with fsync on.</summary>
/// <remarks>The shell that watches it stops it and removes its folder as soon as its input ends: also when the test run is killed.</remarks>
public sealed class PostgresServer : IDisposable
{
    private const string Script = """
        set -eu
        export PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
        cd /
        folder=$(mktemp -d -t learning-hub-postgres-XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        initdb -D "$folder/data" -U hub -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
        pg_ctl -D "$folder/data" -l "$folder/log" -w -o "-p $1 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300" start \
          >"$folder/start" 2>&1 </dev/null || { cat "$folder/start" "$folder/log" >&2; exit 1; }
        pid=$(head -1 "$folder/data/postmaster.pid")
        echo ready
        read -r _ || true
        kill -INT "$pid"
        while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
        """;

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private readonly Process shell;
    private readonly int port;

    private PostgresServer(Process shell, int port) => (this.shell, this.port) = (shell, port);

    /// <summary>The server of this test run.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>A server for a test that stops it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var errors = "";
        for (var attempt = 0; attempt < 5; attempt++) // another program may take the port between the look and the start
        {
            var port = Ports.Free();
            var shell = Process.Start(Command(port))!;
            if (await shell.StandardOutput.ReadLineAsync() == "ready") return new(shell, port);
            errors = await shell.StandardError.ReadToEndAsync();
        }

        throw new InvalidOperationException($"PostgreSQL did not start. test.sh installs it where apt is at hand. It said: {errors}");
    }

    public string ConnectionTo(string database) => $"Host=127.0.0.1;Port={port};Database={database};Username=hub;Timeout=15";

    public async Task RunAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops it and waits for the end.</summary>
    public void Dispose()
    {
        shell.StandardInput.Close();
        shell.WaitForExit();
        shell.Dispose();
    }

    private static ProcessStartInfo Command(int port)
    {
        // PostgreSQL refuses to run as root.
        string[] user = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];
        string[] words = [.. user, "bash", "-c", Script, "postgres-of-the-tests", $"{port}"];
        return new(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
