using System.Diagnostics;
using System.Net;
using System.Text.Json;
using LearningHub.Grains;
using LearningHub.Tests.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace LearningHub.Tests.Identity;

/// <summary>What the person who runs the hub relies on.</summary>
public sealed class OperationsTests
{
    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task A_hub_that_runs_says_so(string address)
    {
        using var hub = new Hub();
        using var http = hub.CreateClient();
        using var answer = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_hub_whose_tables_are_not_ready_runs_but_asks_for_no_visitors()
    {
        using var hub = new Hub();
        using var http = hub.CreateClient();
        await using (var db = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsHistory\"");
        using var ready = await http.GetAsync("/healthz/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var live = await http.GetAsync("/healthz/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task A_database_that_fails_gets_a_page_in_plain_words_and_nothing_is_half_kept()
    {
        using var hub = new Hub();
        using var browser = hub.NewBrowser();
        var form = await browser.OpenAsync("/recover");
        await using (var db = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync())
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("pragma writable_schema = on; delete from sqlite_master where name = 'people'; pragma writable_schema = reset;");
        }

        var page = await browser.SubmitAsync(form, "recover", ("Phrase", "able above absent accept"));
        Assert.True(page.Status >= HttpStatusCode.InternalServerError);
        Assert.Contains("Everything confirmed before is safe", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SqliteException", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Role", "Boss", "All or Silo or Web")]
    [InlineData("Demo:Enabled", "perhaps", "true or false")]
    [InlineData("Demo:Enabled", "true", "Development only", "Production")]
    [InlineData("Content:Path", "/nowhere/at/all", "an existing folder")]
    [InlineData("Print:Chromium", "/nowhere/chromium", "the path of a Chromium program that may be run")]
    [InlineData("Smtp:Port", "99999", "1 to 65535")]
    [InlineData("Proxy:Networks", "everybody", "10.0.0.0/8")]
    [InlineData("Storage:Provider", "Paper", "Sqlite")]
    public async Task A_wrong_setting_stops_the_start_and_says_what_is_allowed(string key, string value, string allowed, string environment = "Development")
    {
        var (exitCode, said) = await StartAsync(environment, (key, value));
        Assert.Equal(1, exitCode);
        Assert.Contains(key, said, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", said, StringComparison.Ordinal);
        Assert.Contains(allowed, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_a_production_hub_has_routes_and_trace_ids_and_no_code_link_or_name()
    {
        var folder = Directory.CreateTempSubdirectory("hub-log-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
            start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Ports.Free()}";
            start.Environment["Content__Path"] = Path.Combine(Root(), "content");
            using var program = Process.Start(start)!;
            var address = "";
            var lines = new List<string>();
            using var http = new HttpClient();
            while (await program.StandardOutput.ReadLineAsync() is { } line)
            {
                lines.Add(line);
                if (line.StartsWith('{') && JsonDocument.Parse(line).RootElement.GetProperty("message").GetString() is { } said)
                {
                    if (said.StartsWith("Now listening on: ", StringComparison.Ordinal)) address = said["Now listening on: ".Length..];
                    if (said.StartsWith("Application started", StringComparison.Ordinal)) (await http.GetAsync($"{address}/join/SECRET?code=SECRET")).Dispose();
                    if (said.Contains("/join", StringComparison.Ordinal)) using (Process.Start("kill", ["-TERM", $"{program.Id}"])) { }
                }
            }

            await program.WaitForExitAsync();
            Assert.Equal(0, program.ExitCode); // asked to stop, it finished what it had and left in order

            Assert.Contains(lines, line => line.Contains("GET /join/{Code} 404", StringComparison.Ordinal) && line.Contains("\"trace\":\"", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("SECRET", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Contains("/welcome/", StringComparison.Ordinal) && !line.StartsWith('{')); // on the console, not in the log
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_compose_file_runs_two_nodes_of_one_cluster_behind_a_proxy_with_websockets()
    {
        var compose = Compose();
        Assert.Equal(["cluster-tables", "database", "hub-1", "hub-2", "proxy"], Keys(compose["services"]).Order(StringComparer.Ordinal));
        var (one, two) = (compose["services"]["hub-1"], compose["services"]["hub-2"]);
        Assert.Equal("Orleans", (string?)one["build"]["args"]["GRAIN_ENGINE"]);
        foreach (var key in new[] { "Storage__Provider", "Storage__ConnectionString", "Orleans__ClusterId", "Orleans__ServiceId" })
            Assert.Equal((string?)one["environment"][key], (string?)two["environment"][key]);
        Assert.NotEqual((string?)one["environment"]["Orleans__Address"], (string?)two["environment"]["Orleans__Address"]);
        foreach (var node in new[] { one, two }) // an address that is told to the others must be the one the network gives
            Assert.Equal((string?)node["networks"]["hub"]["ipv4_address"], (string?)node["environment"]["Orleans__Address"]);
        Assert.Equal("PostgreSQL", (string?)one["environment"]["Storage__Provider"]);
        Assert.Equal("Production", (string?)one["environment"]["ASPNETCORE_ENVIRONMENT"]);
        Assert.All(["database", "hub-1", "hub-2", "proxy"], (string service) => Assert.NotEmpty(Keys(compose["services"][service]["healthcheck"])));
        Assert.DoesNotContain("ports", Keys(one)); // only the proxy is reached from outside
        Assert.Contains("${DATABASE_PASSWORD:?", (string?)compose["services"]["database"]["environment"]["POSTGRES_PASSWORD"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_the_compose_file_and_the_image_name_is_there()
    {
        var root = Root();
        var mounts = ((YamlSequenceNode)Compose()["services"]["proxy"]["volumes"]).Select(volume => ((string)volume!).Replace("${NGINX_CONF:-./", "./", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Split(':')[0]);
        Assert.All(mounts, mount => Assert.True(Path.Exists(Path.Combine(root, mount)), $"docker-compose.yml mounts {mount}, which is not there."));
        var copied = File.ReadAllLines(Path.Combine(root, "Dockerfile")).Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]);
        Assert.All(copied, source => Assert.True(Path.Exists(Path.Combine(root, source)), $"Dockerfile copies {source}, which is not there."));
    }

    [Theory]
    [InlineData("deploy/nginx.conf")]
    [InlineData("deploy/nginx-tls.conf")]
    public void The_proxy_knows_both_nodes_and_lets_websockets_through(string file)
    {
        var conf = File.ReadAllText(Path.Combine(Root(), file));
        Assert.Contains("server hub-1:8080", conf, StringComparison.Ordinal);
        Assert.Contains("server hub-2:8080", conf, StringComparison.Ordinal);
        Assert.Contains("$connection_upgrade", conf, StringComparison.Ordinal);
        Assert.Equal(conf.Count(sign => sign == '{'), conf.Count(sign => sign == '}'));
        var proxy = File.ReadAllText(Path.Combine(Root(), "deploy/hub-proxy.conf"));
        Assert.Contains("proxy_set_header Upgrade $http_upgrade;", proxy, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header X-Forwarded-For $remote_addr;", proxy, StringComparison.Ordinal); // never what the sender claims
    }

    private static async Task<(int ExitCode, string Said)> StartAsync(string environment, (string Key, string Value) setting)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Ports.Free()}";
        start.Environment[setting.Key.Replace(":", "__", StringComparison.Ordinal)] = setting.Value;
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var said = program.StandardError.ReadToEndAsync(patience.Token);
        var output = program.StandardOutput.ReadToEndAsync(patience.Token);
        await program.WaitForExitAsync(patience.Token);
        return (program.ExitCode, await said + await output);
    }

    /// <summary>The file as compose sees it, with its shared parts merged in.</summary>
    private static YamlNode Compose()
    {
        using var reader = new StreamReader(Path.Combine(Root(), "docker-compose.yml"));
        var merged = new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(reader)));
        var plain = new YamlStream();
        plain.Load(new StringReader(new SerializerBuilder().DisableAliases().Build().Serialize(merged)));
        return plain.Documents[0].RootNode;
    }

    private static IEnumerable<string> Keys(YamlNode node) => ((YamlMappingNode)node).Children.Keys.Select(key => (string)key!);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LearningHub.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("LearningHub.sln is in no folder above the tests.");
        return folder;
    }
}
