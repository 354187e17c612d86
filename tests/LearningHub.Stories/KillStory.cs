using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>kill -9 in the middle of live questions. "Kept" means kept.</summary>
public sealed class KillStory(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Questions = 5;
    private const int KillsPerQuestion = 4; // twenty in all
    private const int Phones = 24;
    private const int PhonesPerKill = Phones / KillsPerQuestion;

    private readonly Browsers browsers = new();
    private readonly Random chance = new(20);
    private HubProcess hub = null!;
    private LiveRoom room = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        await browsers.InitializeAsync();
        hub = await HubProcess.StartAsync();
        room = await LiveRoom.StartAsync(hub);
        http = new HttpClient { BaseAddress = new(hub.Address) };
    }

    [Fact]
    public async Task An_answer_that_was_called_kept_survives_twenty_kills_and_is_there_once()
    {
        var phones = Enumerable.Range(1, Phones).Select(number => new KillPhone(hub, room.Code, number)).ToArray();
        await Task.WhenAll(phones.Select(phone => phone.ComeBackAsync()));
        Visitor[] readers = [await JoinAsync("Amina"), await JoinAsync("Baraka")];
        var acknowledged = 0;

        foreach (var question in room.Plan.Take(Questions))
        {
            await room.OpenAsync(question);
            var prompt = DemoHub.Content.Current("labour-mobility")!.Item(question)!.Prompt.Text;
            foreach (var reader in readers) await Expect(reader.Page.GetByRole(AriaRole.Group, new() { Name = prompt })).ToBeVisibleAsync();

            foreach (var (kill, wave) in phones.Chunk(PhonesPerKill).Index())
            {
                if (kill < readers.Length) await ChooseAsync(readers[kill]);
                acknowledged += await KillAmidAnswersAsync(wave, question, kill < readers.Length ? readers[kill] : null);
                await hub.StartAsync();
                await Task.WhenAll(phones.Select(phone => phone.FindsItsAnswersAsync(http)));
                await room.TakeTheChairAsync();
                await Task.WhenAll(phones.Select(phone => phone.ComeBackAsync()));
            }

            foreach (var reader in readers) await reader.SeesAsync("Your answer is kept");
        }

        foreach (var reader in readers) await HasCarriedOnAsync(reader);
        output.WriteLine($"{Questions * KillsPerQuestion} kills; {acknowledged} of {Questions * Phones} answers were acknowledged before their kill, the others after it.");
        await EachIsThereOnceAsync(phones);
        foreach (var phone in phones) await phone.DisposeAsync();
    }

    public async Task DisposeAsync()
    {
        output.WriteLine(hub.Trouble);
        http.Dispose();
        await room.DisposeAsync();
        await hub.DisposeAsync();
        await browsers.DisposeAsync();
    }

    private async Task<Visitor> JoinAsync(string name)
    {
        var reader = await browsers.PhoneAsync(hub);
        await reader.TypeCodeAsync(room.Code);
        await reader.Page.GetByLabel("Your name").FillAsync(name);
        await reader.ClickAsync("Join");
        await reader.ClickAsync("I have them. Go on");
        await reader.SeesAsync("You are in.");
        await reader.Page.EvaluateAsync("window.neverReloaded = true");
        return reader;
    }

    private static Task ChooseAsync(Visitor reader) => reader.Page.GetByRole(AriaRole.Radio).First.CheckAsync();

    /// <summary>Two rows of phones answer one after the other, a browser besides; the program is killed when so many as chance says have been acknowledged.</summary>
    /// <returns>How many were acknowledged.</returns>
    private async Task<int> KillAmidAnswersAsync(KillPhone[] wave, string question, Visitor? reader)
    {
        var acknowledged = 0;
        var deadly = chance.Next(wave.Length);
        var moment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task AnswerAsync(IEnumerable<KillPhone> row)
        {
            foreach (var phone in row)
                if (await phone.AnswerAsync(question, "a") && Interlocked.Increment(ref acknowledged) >= deadly) moment.TrySetResult();
        }

        if (deadly == 0) moment.SetResult();
        Task[] rows = [AnswerAsync(wave.Where((_, i) => i % 2 == 0)), AnswerAsync(wave.Where((_, i) => i % 2 == 1)), reader?.ClickAsync("Send my answer") ?? Task.CompletedTask];
        await moment.Task;
        await hub.KillAsync();
        await Task.WhenAll(rows);
        return acknowledged;
    }

    /// <summary>The page is the one that was opened at the start, and nothing waits in it any more.</summary>
    private static async Task HasCarriedOnAsync(Visitor reader)
    {
        Assert.True(await reader.Page.EvaluateAsync<bool>("window.neverReloaded === true"), "The page was loaded again.");
        var waiting = await reader.Page.EvaluateAsync<int>("""
            () => new Promise((resolve, reject) => {
              const opening = indexedDB.open("learning-hub-live");
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                try {
                  const counting = opening.result.transaction("items").objectStore("items").count();
                  counting.onsuccess = () => resolve(counting.result);
                } catch (reason) { reject(reason); }
              };
            })
            """);
        Assert.Equal(0, waiting);
        await reader.SeesNothingWrongAsync();
    }

    /// <summary>The journal holds one answer a person and question, and each as it was given.</summary>
    private async Task EachIsThereOnceAsync(KillPhone[] phones)
    {
        await using var database = new SqliteConnection($"Data Source={hub.Database};Mode=ReadOnly");
        await database.OpenAsync();
        await using var ask = database.CreateCommand();
        ask.CommandText = "select data from journal where type = 'live.answer-recorded.v1' order by position";
        List<(string Learner, string Question, string Option)> kept = [];
        await using var lines = await ask.ExecuteReaderAsync();
        while (await lines.ReadAsync()) kept.Add(Read(JsonNode.Parse(lines.GetString(0))!));

        Assert.Equal(kept.Count, kept.DistinctBy(answer => (answer.Learner, answer.Question)).Count());
        Assert.Equal(Questions * (Phones + 2), kept.Count);
        foreach (var phone in phones)
            Assert.Equal(phone.Given.OrderBy(answer => answer.Key), kept.Where(answer => answer.Learner == phone.Participant).ToDictionary(answer => answer.Question, answer => answer.Option).OrderBy(answer => answer.Key));
    }

    private static (string, string, string) Read(JsonNode answer) =>
        (answer["learner"]!.GetValue<string>(), answer["activity"]!.GetValue<string>(), answer["options"]![0]!.GetValue<string>());
}
