// Writes the migration that creates today's model, once for each database: tools/migrations.sh.
// dotnet-ef would build twice and start two programs for the same result.
using System.Security.Cryptography;
using System.Text;
using LearningHub.Grains;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;

if (args is not [var migrations, var id, var name])
{
    Console.Error.WriteLine("Usage: LearningHub.Design <folder of migrations> <id: 14 digits> <name>");
    return 2;
}

Write(StorageProvider.Sqlite, "Data Source=design.db", new SqliteDesignTimeServices(), "Sqlite"); // never opened
Write(StorageProvider.PostgreSQL, "Host=127.0.0.1;Port=1;Database=design", new NpgsqlDesignTimeServices(), "PostgreSql"); // never opened
return 0;

void Write(StorageProvider storage, string connectionString, IDesignTimeServices provider, string folder)
{
    using var program = new ServiceCollection().AddHubDatabase(storage, connectionString).BuildServiceProvider();
    using var db = program.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();
    var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
    provider.ConfigureDesignTimeServices(services);
    using var scope = services.BuildServiceProvider().CreateScope();
    var made = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>()
        .ScaffoldMigration(name, "LearningHub.Grains", $"Migrations.{folder}", "C#");
    var directory = Directory.CreateDirectory(Path.Combine(migrations, folder)).FullName;
    Save($"{id}_{name}.cs", made.MigrationCode);
    Save($"{id}_{name}.Designer.cs", made.MetadataCode);
    Save($"{made.SnapshotName}.cs", made.SnapshotCode);

    void Save(string file, string code) =>
        File.WriteAllText(Path.Combine(directory, file), code.Replace(made.MigrationId, $"{id}_{name}_{Fingerprint(made.MigrationCode)}", StringComparison.Ordinal).ReplaceLineEndings("\n"));
}

// In the id, so that a database made by an earlier shape of the same migration is known as such, and not found out by a missing column.
static string Fingerprint(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)))[..8];
