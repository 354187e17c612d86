using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Grains.Learning.Questions;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LearningHub.Grains.Identity;

/// <summary>Everything that the hub knows of one person, as JSON for herself: name, contacts, and every row of every table that bears her id.</summary>
/// <remarks>Tables are found in the model, so that a new feature's rows are in it from the first day. Secrets are not: hashes of passwords and phrases open doors.</remarks>
public sealed class OwnData(IDbContextFactory<HubDbContext> contexts, Contacts contacts, QuestionTexts questions)
{
    /// <summary>Rows of one table at most.</summary>
    public const int MaxRows = 10_000;

    private static readonly string[] Owners = ["LearnerId", "PersonId", "AuthorId", "TrainerId", "RedeemedBy"];

    public async Task<Dictionary<string, object>> OfAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = new Dictionary<string, object>();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == person.Value, ct) is { } own)
            found["person"] = new { own.Id, own.DisplayName, own.Email, own.Hidden, own.Language, Sex = own.Sex?.ToString(), Age = own.Age?.ToString(), own.Disability, own.CreatedAt };
        found["contacts"] = (await contacts.OfAsync(person, ct)).Select(line => new { kind = line.Kind.ToString(), line.Value, line.Proven });
        foreach (var type in db.Model.GetEntityTypes().Where(IsOwned).OrderBy(type => type.GetTableName(), StringComparer.Ordinal))
        {
            var rows = await RowsAsync(db, type, person.Value, ct);
            if (rows.Count > 0) found[type.GetTableName()!] = rows;
        }

        var nameless = questions.Nameless(person); // she asked without her name, and only she and the hub can tell
        var asked = await db.LessonQuestionTexts.AsNoTracking().Where(text => text.AuthorId == nameless).OrderBy(text => text.At).ThenBy(text => text.QuestionId).ThenBy(text => text.Kind).Take(MaxRows)
            .Select(text => new { text.QuestionId, Kind = text.Kind.ToString(), text.Text, text.At }).ToListAsync(ct);
        if (asked.Count > 0) found["questionsWithoutName"] = asked;
        return found;
    }

    /// <summary>Which property of a row says whose it is; null for rows that are nobody's.</summary>
    public static IReadOnlyList<IProperty> OwnersOf(IEntityType type) =>
        [.. type.GetProperties().Where(property => (property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?)) && Owners.Contains(property.Name, StringComparer.Ordinal))];

    private static bool IsOwned(IEntityType type) =>
        type.ClrType != typeof(PersonContact) && type.ClrType != typeof(Invitation) && (typeof(IReadRow).IsAssignableFrom(type.ClrType) || type.ClrType.Namespace!.StartsWith("LearningHub", StringComparison.Ordinal)) && OwnersOf(type).Count > 0;

    private static async Task<List<Dictionary<string, object?>>> RowsAsync(HubDbContext db, IEntityType type, Guid person, CancellationToken ct)
    {
        var read = (Task<List<Dictionary<string, object?>>>)typeof(OwnData).GetMethod(nameof(RowsOfAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type.ClrType).Invoke(null, [db, type, person, ct])!;
        return await read;
    }

    private static async Task<List<Dictionary<string, object?>>> RowsOfAsync<TRow>(HubDbContext db, IEntityType type, Guid person, CancellationToken ct) where TRow : class
    {
        List<TRow> rows = [];
        foreach (var owner in OwnersOf(type))
        {
            var name = owner.Name;
            rows.AddRange(owner.ClrType == typeof(Guid)
                ? await db.Set<TRow>().AsNoTracking().Where(row => EF.Property<Guid>(row, name) == person).Take(MaxRows).ToListAsync(ct)
                : await db.Set<TRow>().AsNoTracking().Where(row => EF.Property<Guid?>(row, name) == person).Take(MaxRows).ToListAsync(ct));
        }

        var properties = type.GetProperties().Where(property => property.PropertyInfo is not null).ToArray();
        return rows.ConvertAll(row => properties.ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyInfo!.GetValue(row) is Enum choice ? choice.ToString() : property.PropertyInfo!.GetValue(row)));
    }
}
