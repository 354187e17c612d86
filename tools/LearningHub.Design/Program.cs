// Writes the migration that creates today's model, once for each database: tools/migrations.sh.
// dotnet-ef would build twice and start two programs for the same result.
using LearningHub.Grains;
using LearningHub.Journal;
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

var sqlite = new DbContextOptionsBuilder<SqliteHubDbContext>();
sqlite.UseDurableSqlite("Data Source=design.db"); // never opened
using (var db = new SqliteHubDbContext(sqlite.Options)) Write(db, new SqliteDesignTimeServices(), "Sqlite");

var postgreSql = new DbContextOptionsBuilder<PostgreSqlHubDbContext>();
postgreSql.UseDurablePostgreSql("Host=127.0.0.1;Port=1;Database=design"); // never opened
using (var db = new PostgreSqlHubDbContext(postgreSql.Options)) Write(db, new NpgsqlDesignTimeServices(), "PostgreSql");
return 0;

void Write(HubDbContext db, IDesignTimeServices provider, string folder)
{
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
        File.WriteAllText(Path.Combine(directory, file), code.Replace(made.MigrationId, $"{id}_{name}", StringComparison.Ordinal).ReplaceLineEndings("\n"));
}
