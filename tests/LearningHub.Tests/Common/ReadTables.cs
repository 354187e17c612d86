using System.Text;
using System.Text.Json;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LearningHub.Tests.Common;

/// <summary>Every table that is made from events, as text: to compare before and after a rebuild.</summary>
public static class ReadTables
{
    /// <summary>Each row of each <see cref="IReadRow"/> table, tables and rows in a fixed order.</summary>
    public static async Task<string> DumpAsync(DbContext db)
    {
        var text = new StringBuilder();
        foreach (var type in db.Model.GetEntityTypes().Where(type => typeof(IReadRow).IsAssignableFrom(type.ClrType)).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            text.Append("# ").AppendLine(type.GetTableName());
            foreach (var row in await RowsAsync(db, type)) text.AppendLine(row);
        }

        return text.ToString();
    }

    private static async Task<IEnumerable<string>> RowsAsync(DbContext db, IEntityType type)
    {
        var rows = (Task<List<string>>)typeof(ReadTables).GetMethod(nameof(RowsOfAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type.ClrType).Invoke(null, [db, type])!;
        return (await rows).Order(StringComparer.Ordinal);
    }

    private static async Task<List<string>> RowsOfAsync<TRow>(DbContext db, IEntityType type) where TRow : class
    {
        var rows = await db.Set<TRow>().AsNoTracking().ToListAsync();
        var properties = type.GetProperties().Where(property => property.PropertyInfo is not null).ToArray();
        return rows.ConvertAll(row => JsonSerializer.Serialize(properties.ToDictionary(property => property.Name, property => property.PropertyInfo!.GetValue(row))));
    }
}
