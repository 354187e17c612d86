using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Languages;

/// <summary>The language in which the hub writes to a person: what she chose last, or that of the page where she joined.</summary>
/// <remarks>Pages follow the browser; this is for messages, which are made when no request is under way.</remarks>
public sealed class PersonLanguages(IDbContextFactory<HubDbContext> databases, LanguagePacks packs)
{
    /// <summary>The language of the request under way, as a person's row keeps it.</summary>
    public static string? Now => CultureInfo.CurrentUICulture.Name is { Length: > 0 and <= 16 } tag && tag != Language.English.Tag ? tag : null;

    /// <summary>Keeps what a person chose.</summary>
    public async Task KeepAsync(LearnerId person, Language language, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(language);
        var (id, tag) = (person.Value, language.Tag == Language.English.Tag ? null : language.Tag);
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Users.Where(row => row.Id == id && row.Language != tag).ExecuteUpdateAsync(set => set.SetProperty(row => row.Language, tag), ct);
    }

    /// <summary>What the person reads; null where she never said, or this site no longer has it.</summary>
    public async Task<Language?> OfAsync(LearnerId person, CancellationToken ct = default)
    {
        var id = person.Value;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().Where(row => row.Id == id).Select(row => row.Language).SingleOrDefaultAsync(ct) is { } tag ? packs.Find(tag) : null;
    }

    /// <summary>What follows in the calling method, and in what it awaits, is said in this language.</summary>
    public static void Speak(Language language)
    {
        ArgumentNullException.ThrowIfNull(language);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture;
    }
}
