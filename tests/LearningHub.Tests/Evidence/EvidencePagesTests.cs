using System.IO.Compression;
using System.Net;
using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Evidence;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Evidence;

/// <summary>A programme officer takes the pack of the demonstration programme, and an outsider recomputes it.</summary>
[Collection(ReadsDemo.Name)]
public sealed class EvidencePagesTests(ReadDemo demo)
{
    private const string Module = "labour-mobility@1";

    [Fact]
    public async Task The_pack_of_the_demonstration_programme_is_recomputed_by_an_outsider_and_stands_in_the_list_of_exports()
    {
        using var officer = (await demo.SignedInAsync(Roles.ProgrammeOfficer)).Browser;
        var programme = await ProgrammeAsync();
        var first = await TakeAsync(officer, programme, "");
        var asOf = JsonDocument.Parse(Packs.Read(first, "manifest.json")).RootElement.GetProperty("asOf").GetString()!;
        var second = await TakeAsync(officer, programme, $"&asOf={asOf}");
        foreach (var file in Files(first).Where(name => !name.StartsWith("manifest", StringComparison.Ordinal))) Assert.Equal(Packs.Read(first, file), Packs.Read(second, file));

        var keys = Path.GetTempFileName();
        await File.WriteAllTextAsync(keys, await demo.NewBrowser().Http.GetStringAsync("/.well-known/learning-hub/evidence-key.json"));
        var (exitCode, output) = await Packs.RecomputeAsync("--keys", keys, "--older", first, second);
        Assert.True(exitCode == 0, output);

        var page = await officer.OpenAsync($"/programmes/{programme}/exports");
        var listed = page.Document.QuerySelectorAll("#exports ~ .scroll tbody tr").Length;
        Assert.True(listed >= 2); // other tests take some too
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.Equal(listed, await db.Set<JournalRow>().CountAsync(row => row.Type == "programme.evidence-exported.v1"));
    }

    [Fact]
    public async Task The_report_says_what_is_verified_what_is_claimed_and_what_is_not_known()
    {
        using var officer = (await demo.SignedInAsync(Roles.ProgrammeOfficer)).Browser;
        var programme = await ProgrammeAsync();
        var page = await officer.OpenAsync($"/programmes/{programme}/report?module={Module}");
        Assert.Contains("people are verified; trainers claim", page.Text, StringComparison.Ordinal);
        var caveats = page.Document.QuerySelectorAll(".caveats li").Select(item => item.TextContent).ToList();
        Assert.Contains(caveats, caveat => caveat.Contains("are not verified: only the trainer says", StringComparison.Ordinal));
        Assert.Contains(caveats, caveat => caveat.Contains("contested by an institution", StringComparison.Ordinal));
        var csv = await officer.Http.GetStringAsync($"/programmes/{programme}/report.csv?module={Module}");
        Assert.All(caveats, caveat => Assert.Contains(caveat.Replace("\"", "\"\"", StringComparison.Ordinal), csv, StringComparison.Ordinal));
        Assert.Contains("reach@1", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_name_and_no_id_of_a_person_stands_in_a_pack()
    {
        using var officer = (await demo.SignedInAsync(Roles.ProgrammeOfficer)).Browser;
        var pack = await TakeAsync(officer, await ProgrammeAsync(), "");
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var people = await db.Users.Select(person => new { person.Id, person.DisplayName }).ToListAsync();
        var text = string.Concat(Files(pack).Select(file => Packs.Read(pack, file)));
        Assert.DoesNotContain(people, person => text.Contains(person.Id.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(people, person => text.Contains(person.DisplayName.Replace(" (fictional)", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", HttpStatusCode.NotFound)]
    [InlineData("?module=weather@1", HttpStatusCode.NotFound)]
    [InlineData("?module=labour-mobility@1&asOf=soon", HttpStatusCode.BadRequest)]
    [InlineData("?module=labour-mobility@1&asOf=2999-01-01", HttpStatusCode.BadRequest)]
    public async Task What_there_is_no_pack_of_is_said(string query, HttpStatusCode status)
    {
        using var officer = (await demo.SignedInAsync(Roles.ProgrammeOfficer)).Browser;
        Assert.Equal(status, (await officer.OpenAsync($"/programmes/{await ProgrammeAsync()}/evidence{query}")).Status);
    }

    [Fact]
    public async Task A_new_key_signs_and_the_old_one_can_still_be_looked_up()
    {
        var keys = demo.Services.GetRequiredService<EvidenceKeys>();
        var before = (await keys.AllAsync())[^1];
        var after = await keys.RotateAsync();
        Assert.Equal([before, after], (await keys.AllAsync()).TakeLast(2));
        var published = await demo.NewBrowser().Http.GetStringAsync("/.well-known/learning-hub/evidence-key.json");
        Assert.Equal(after.Id, JsonDocument.Parse(published).RootElement.GetProperty("current").GetString());
        Assert.Contains(before.Id, published, StringComparison.Ordinal);
    }

    private async Task<ProgrammeId> ProgrammeAsync() =>
        (await demo.Services.GetRequiredService<ProgrammeQuery>().AllAsync()).Single(programme => programme.Name.StartsWith("Safe mobility", StringComparison.Ordinal)).Id;

    private static async Task<string> TakeAsync(Browser officer, ProgrammeId programme, string more)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        await File.WriteAllBytesAsync(path, await officer.Http.GetByteArrayAsync($"/programmes/{programme}/evidence?module={Module}{more}"));
        return path;
    }

    private static List<string> Files(string pack)
    {
        using var zip = ZipFile.OpenRead(pack);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }
}
