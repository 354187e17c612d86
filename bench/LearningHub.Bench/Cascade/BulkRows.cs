using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace LearningHub.Bench.Cascade;

/// <summary>Writes rows of the hub's own tables straight into a database: one prepared statement a table, whatever columns its row has.</summary>
internal sealed class BulkRows : IAsyncDisposable
{
    private readonly DbContext db;
    private readonly DbTransaction transaction;
    private readonly Dictionary<Type, Table> tables = [];

    private BulkRows(DbContext db, DbTransaction transaction) => (this.db, this.transaction) = (db, transaction);

    public static async Task<BulkRows> OpenAsync(DbContext db)
    {
        await db.Database.OpenConnectionAsync();
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("pragma cache_size = -1000000"); // keys that come in no order are written into many pages
        return new(db, await db.Database.GetDbConnection().BeginTransactionAsync());
    }

    public long Count { get; private set; }

    public void Add<TRow>(TRow row) where TRow : class
    {
        if (!tables.TryGetValue(typeof(TRow), out var table)) tables.Add(typeof(TRow), table = new(db, db.Model.FindEntityType(typeof(TRow))!, transaction));
        table.Insert(row);
        Count++;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.CommitAsync();
        foreach (var table in tables.Values) table.Dispose();
        await transaction.DisposeAsync();
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "pragma cache_size = -2000; analyze;" : "analyze;");
        await db.Database.CloseConnectionAsync();
    }

    private sealed class Table : IDisposable
    {
        private readonly DbCommand insert;
        private readonly (IProperty Property, RelationalTypeMapping Mapping)[] columns;

        public Table(DbContext db, IEntityType type, DbTransaction transaction)
        {
            columns = [.. type.GetProperties().Select(property => (property, property.GetRelationalTypeMapping()))];
            insert = db.Database.GetDbConnection().CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"insert into {type.GetTableName()} ({string.Join(", ", columns.Select(c => $"\"{c.Property.GetColumnName()}\""))}) values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
            for (var i = 0; i < columns.Length; i++) insert.Parameters.Add(columns[i].Mapping.CreateParameter(insert, $"@p{i}", null, nullable: true));
            insert.Prepare();
        }

        public void Insert(object row)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var value = columns[i].Property.PropertyInfo!.GetValue(row);
                insert.Parameters[i].Value = (value is not null && columns[i].Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
        }

        public void Dispose() => insert.Dispose();
    }
}
