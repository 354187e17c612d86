using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Tests.Cohorts;
using LearningHub.Tests.Common;
using LearningHub.Tests.Learning;
using LearningHub.Web.Outboxes;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Tests.Learning.LearningHubFixture;

namespace LearningHub.Tests.Outboxes;

/// <summary>Work from a phone without a link, handed in by a facilitator.</summary>
public sealed class HandInTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    [Fact]
    public async Task A_facilitator_hands_in_work_of_her_workshop_twice_and_it_counts_once()
    {
        var room = await AttendanceRoom.PlanAsync(fixture.Hub);
        var (phone, amina) = await room.JoinedAsync();
        using var _ = phone;
        var lesson = fixture.Content.Lessons[0].Id;
        var text = Text(amina, (Guid.NewGuid(), "read", new { module = $"{FairWork}", lesson }), (Guid.NewGuid(), "pledge", new { pledge = Guid.NewGuid(), module = $"{FairWork}", people = "30", due = $"{DateTime.UtcNow.AddDays(30):yyyy-MM-dd}" }));
        foreach (var said in (string[])["kept", "the hub had it already"])
        {
            var page = await room.Facilitator.SubmitAsync(await room.Facilitator.OpenAsync("/outbox/import"), "import", ("payload", $"Here it is:\n{text}\nGreetings"));
            Assert.Contains("Work of Amina", page.Text, StringComparison.Ordinal);
            page = await room.Facilitator.SubmitAsync(page, "import");
            Assert.Contains($"A lesson read: {said}", page.Text, StringComparison.Ordinal);
            Assert.Contains($"A promise to teach: {said}", page.Text, StringComparison.Ordinal);
        }

        Assert.Single(await fixture.ReadAsync(db => db.Pledges.Where(row => row.LearnerId == amina.Value).ToListAsync()));
        Assert.Equal(2, (await fixture.ReadAsync(db => db.Outboxes.SingleAsync(row => row.LearnerId == amina.Value))).HandedIn);
        Assert.Contains("What came from phones", (await room.Facilitator.OpenAsync($"/cohorts/{room.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_hands_in_work_of_somebody_elses_workshop()
    {
        var (room, other) = (await AttendanceRoom.PlanAsync(fixture.Hub), await AttendanceRoom.PlanAsync(fixture.Hub));
        var (phone, amina) = await other.JoinedAsync();
        using var _ = phone;
        var text = Text(amina, (Guid.NewGuid(), "read", new { module = $"{FairWork}", lesson = fixture.Content.Lessons[0].Id }));
        var page = await room.Facilitator.SubmitAsync(await room.Facilitator.OpenAsync("/outbox/import"), "import", ("payload", text), ("take", "yes"));
        Assert.Contains("in none of your workshops", page.Alert, StringComparison.Ordinal);
        Assert.Empty(await fixture.ReadAsync(db => db.LessonsRead.Where(row => row.LearnerId == amina.Value).ToListAsync()));
    }

    [Fact]
    public void Changed_and_torn_texts_are_told_from_rubbish()
    {
        var text = Text(new(Guid.NewGuid()), (Guid.NewGuid(), "read", new { module = "m@1", lesson = "x" }));
        Assert.NotNull(HandedOver.Read(text).Work);
        Assert.Equal("outbox.damaged", HandedOver.Read(text[..12] + (text[12] == 'A' ? 'B' : 'A') + text[13..]).Refusal!.Code);
        foreach (var rubbish in (string?[])[null, "", "LH1.", "LH1.AAAA", "hello", "LH1:1:2", $"LH1.{new string('A', 300_000)}"])
            Assert.NotNull(HandedOver.Read(rubbish).Refusal);
        Assert.NotNull(HandedOver.Read($"Dear all,\n{text[..20]}\n{text[20..]}\nGreetings from the lake").Work);
        Assert.Equal("outbox.part-missing", HandedOver.Read("LH1:2/2:MZXW6YTBOI").Refusal!.Code);
    }

    /// <summary>As a phone packs it.</summary>
    private static string Text(LearnerId who, params (Guid Id, string Kind, object Body)[] items)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new object[] { who.ToString(), 1_772_442_000, items.Select((item, i) => new[] { item.Id.ToString("N"), item.Kind, i, item.Body }) });
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(json);
        var body = packed.ToArray();
        var whole = new byte[body.Length + 4];
        body.CopyTo(whole, 0);
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(body.Length), Crc32(body));
        return $"LH1.{Base64Url.EncodeToString(whole)}";
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var i = 0; i < 8; i++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        return ~crc;
    }
}
