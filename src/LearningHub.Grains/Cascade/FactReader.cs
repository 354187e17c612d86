using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;
using LearningHub.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace LearningHub.Grains.Cascade;

/// <summary>One row of a query, as long as the reader stands on it.</summary>
internal interface IFactRow
{
    Guid Id(int column);

    DateTimeOffset Time(int column);

    DateOnly Day(int column);

    int Number(int column);

    bool IsNull(int column);

    /// <summary>One string for all rows that hold the same.</summary>
    string Text(int column);
}

/// <summary>Reads millions of rows without an object for each.</summary>
/// <remarks>Blocks its thread: SQLite does so in any case, and who reads a large cascade has threads of his own. Not for two threads at once.</remarks>
internal abstract class FactReader
{
    /// <summary>On the connection of a context, within its <see cref="ReadSnapshot"/>.</summary>
    public static FactReader Of(HubDbContext db) => db.Database.GetDbConnection() is SqliteConnection sqlite ? new OnSqlite(sqlite) : new OnServer(db);

    public abstract void Read(string sql, Action<IFactRow> row, params ReadOnlySpan<(string Name, object Value)> parameters);

    /// <summary>SQLite hands out ids and times as text. Asked through its own interface it shows the bytes, and no string is made of them.</summary>
    private sealed class OnSqlite(SqliteConnection connection) : FactReader, IFactRow
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> texts = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        private sqlite3_stmt? statement;

        public override void Read(string sql, Action<IFactRow> row, params ReadOnlySpan<(string Name, object Value)> parameters)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out var prepared), connection.Handle);
            using (statement = prepared)
            {
                foreach (var (name, value) in parameters) Bind(raw.sqlite3_bind_parameter_index(prepared, name), value);
                int found;
                while ((found = raw.sqlite3_step(prepared)) == raw.SQLITE_ROW) row(this);
                if (found != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(found, connection.Handle);
            }
        }

        public Guid Id(int column) => Utf8Parser.TryParse(Bytes(column), out Guid id, out _) ? id : throw new FormatException($"Column {column} holds no id: '{Encoding.UTF8.GetString(Bytes(column))}'.");

        public DateTimeOffset Time(int column) => JournalTime.Read(Bytes(column));

        public DateOnly Day(int column) => DateOnly.Parse(Encoding.UTF8.GetString(Bytes(column)), CultureInfo.InvariantCulture);

        public int Number(int column) => raw.sqlite3_column_int(statement, column);

        public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

        public string Text(int column)
        {
            var bytes = Bytes(column);
            Span<char> text = stackalloc char[bytes.Length <= 256 ? bytes.Length : 0];
            if (text.Length < bytes.Length) return Encoding.UTF8.GetString(bytes);
            text = text[..Encoding.UTF8.GetChars(bytes, text)];
            if (texts.TryGetValue(text, out var known)) return known;
            texts.Add(text);
            return texts.TryGetValue(text, out known) ? known : text.ToString();
        }

        /// <summary>Text in the database's own encoding, UTF-8.</summary>
        private ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

        private void Bind(int parameter, object value) => SqliteException.ThrowExceptionForRC(
            value switch
            {
                int number => raw.sqlite3_bind_int(statement, parameter, number),
                Guid id => raw.sqlite3_bind_text(statement, parameter, id.ToString().ToUpperInvariant()), // as EF Core writes them
                _ => raw.sqlite3_bind_text(statement, parameter, (string)value),
            }, connection.Handle);
    }

    private sealed class OnServer(HubDbContext db) : FactReader, IFactRow
    {
        private readonly HashSet<string> texts = new(StringComparer.Ordinal);
        private DbDataReader reader = null!;

        public override void Read(string sql, Action<IFactRow> row, params ReadOnlySpan<(string Name, object Value)> parameters)
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
            (command.CommandText, command.Transaction) = (sql, db.Database.CurrentTransaction?.GetDbTransaction());
            command.CommandTimeout = 0; // a million rows may take longer than the half minute allowed to others
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            using (reader = command.ExecuteReader())
                while (reader.Read()) row(this);
        }

        public Guid Id(int column) => reader.GetGuid(column);

        public DateTimeOffset Time(int column) => JournalTime.Read(reader, column);

        public DateOnly Day(int column) => reader.GetFieldValue<DateOnly>(column);

        public int Number(int column) => reader.GetFieldType(column) == typeof(bool) ? reader.GetBoolean(column) ? 1 : 0 : reader.GetInt32(column);

        public bool IsNull(int column) => reader.IsDBNull(column);

        public string Text(int column)
        {
            var text = reader.GetString(column);
            if (texts.TryGetValue(text, out var known)) return known;
            texts.Add(text);
            return text;
        }
    }
}
