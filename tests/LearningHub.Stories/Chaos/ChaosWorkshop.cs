using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LearningHub.Stories;

/// <summary>A workshop in which everything breaks: links drop at random, the hub is killed amid answers. Its clock is scaled: seconds pass as fast as the machine works.</summary>
internal sealed class ChaosWorkshop(HubProcess hub, ChaosJournal journal, ChaosOptions options, Action<string> say) : IAsyncDisposable
{
    private readonly Random chance = new(options.Seed);
    private readonly HttpClient http = new() { BaseAddress = new(hub.Address) };
    private ChaosPhone[] phones = [];
    private LiveRoom room = null!;
    private int acknowledgedBeforeKills;
    private int cutAmidSending;

    /// <exception cref="InvalidOperationException">An identity or an answer was lost, or is there twice.</exception>
    public async Task RunAsync()
    {
        say($"Seed {options.Seed}: {options.Phones} phones, {options.DropsEach} drops each, {options.Kills} kills.");
        var clock = Stopwatch.StartNew();
        room = await LiveRoom.StartAsync(hub, run: ChaosContent.Run);
        var plan = new ChaosPlan(options.Seed, options.Phones, room.Plan.Count, options.DropsEach, options.Kills);
        phones = [.. Enumerable.Range(1, options.Phones).Select(number => new ChaosPhone(hub, room.Code, number, new Random(chance.Next())))];
        await Task.WhenAll(phones.Select(phone => phone.ReturnAsync()));

        var byTick = plan.Events.ToLookup(one => one.At / ChaosPlan.Tick);
        for (var tick = 0; tick <= plan.Length / ChaosPlan.Tick; tick++)
        {
            await LeadAsync(tick * ChaosPlan.Tick);
            var moment = ArmKill(plan.Kills.Contains(tick));
            var turns = Task.WhenAll(byTick[tick].GroupBy(one => one.Phone).Select(events => GoAsync(phones[events.Key], [.. events], moment is not null)));
            if (moment is not null) await KillAsync(turns, moment);
            else await turns;
            await Task.WhenAll(phones.Select(phone => phone.SettleAsync()));
        }

        await room.EndAsync();
        await Task.WhenAll(phones.Select(phone => phone.ReturnAsync())); // every outbox comes home, also after the end
        await Task.WhenAll(phones.Select(phone => phone.ReturnAsync())); // and finds there what it brought
        await CompareAsync(nothingUnderWay: true);
        await CompareWithHostAsync();
        say($"{phones.Sum(phone => phone.Given.Count)} answers from {options.Phones} people, {phones.Sum(phone => phone.Joins)} joins, {acknowledgedBeforeKills} acknowledged before a kill, "
            + $"{cutAmidSending} under way at one, {phones.Sum(phone => phone.Acknowledged.Values.Count(status => status == "late"))} late: none lost, none twice, in {clock.Elapsed.TotalSeconds:0} s.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in phones) await phone.DisposeAsync();
        await room.DisposeAsync();
        http.Dispose();
    }

    private async Task LeadAsync(int now)
    {
        for (var question = 0; question < room.Plan.Count; question++)
        {
            if (now == ChaosPlan.OpensAt(question)) await room.OpenAsync(room.Plan[question]);
            if (now != ChaosPlan.ClosesAt(question)) continue;
            if (question + 1 < room.Plan.Count && room.Plan[question + 1] == $"{room.Plan[question]}-2") await room.TalkAsync();
            else await room.RevealAsync();
        }
    }

    /// <summary>One phone's events of one tick. An answer is not waited for: a drop in the same tick cuts it off on its way.</summary>
    private async Task GoAsync(ChaosPhone phone, ChaosEvent[] events, bool killing)
    {
        foreach (var turn in events)
        {
            switch (turn.Turn)
            {
                case ChaosTurn.Answers: phone.Answer(room.Plan[turn.Question]); break;
                case ChaosTurn.Drops: await phone.DropAsync(); break;
                case ChaosTurn.Returns: await (killing ? phone.TryReturnAsync() : phone.ReturnAsync()); break;
            }
        }

        await phone.SettleAsync();
    }

    /// <summary>Completes at the first, second or third acknowledgement from now on.</summary>
    private Task? ArmKill(bool due)
    {
        if (!due) return null;
        var (left, moment) = (chance.Next(1, 4), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        foreach (var phone in phones) phone.Kept = () => { if (Interlocked.Decrement(ref left) == 0) moment.TrySetResult(); };
        return moment.Task;
    }

    /// <summary>kill -9 after as many acknowledgements of this tick as chance says; then the same file again.</summary>
    private async Task KillAsync(Task turns, Task moment)
    {
        await Task.WhenAny(turns, moment);
        await hub.KillAsync();
        var clock = Stopwatch.StartNew();
        await turns;
        await Task.WhenAll(phones.Select(phone => phone.SettleAsync()));
        acknowledgedBeforeKills += phones.Sum(phone => phone.Acknowledged.Count);
        cutAmidSending += phones.Sum(phone => phone.Given.Count - phone.Acknowledged.Count);
        await hub.StartAsync();
        await CompareAsync(nothingUnderWay: false);
        await room.TakeTheChairAsync();
        var back = phones.Where(phone => !phone.Away).ToList();
        await Task.WhenAll(back.Select(phone => phone.ReturnAsync()));
        say($"Killed with {phones.Sum(phone => phone.Acknowledged.Count)} answers acknowledged; {back.Count} phones were back after {clock.Elapsed.TotalSeconds:0.0} s, {hub.StartedIn.TotalSeconds:0.0} s of them for the start.");
    }

    /// <summary>The journal holds what was acknowledged, each once and as it was given, and nothing that nobody gave.</summary>
    private async Task CompareAsync(bool nothingUnderWay)
    {
        var kept = await journal.AnswersAsync(room.Session);
        Insist(kept.Count == kept.DistinctBy(answer => (answer.Learner, answer.Question)).Count(), "Somebody's answer to a question is in the journal twice.");
        var given = phones.SelectMany(phone => phone.Given.Select(answer => (phone.Participant, answer.Key, answer.Value.AnswerId))).ToHashSet();
        var acknowledged = phones.SelectMany(phone => phone.Acknowledged.Keys.Select(question => (phone.Participant, question, phone.Given[question].AnswerId))).ToHashSet();
        var recovered = kept.Select(answer => (answer.Learner, answer.Question, answer.AnswerId)).ToHashSet();
        Insist(acknowledged.IsSubsetOf(recovered), $"{acknowledged.Except(recovered).Count()} acknowledged answers are gone.");
        Insist(recovered.IsSubsetOf(given), $"{recovered.Except(given).Count()} answers are there that nobody gave.");
        if (!nothingUnderWay) return;
        Insist(recovered.SetEquals(acknowledged) && acknowledged.SetEquals(given), $"{given.Count} given, {acknowledged.Count} acknowledged, {recovered.Count} recovered: not the same.");
        // Who was away for a first vote is asked the second one instead; everything else is asked again until it is answered.
        var neverSeen = phones.SelectMany(phone => phone.NeverSeen).ToList();
        Insist(neverSeen.All(question => room.Plan.Contains($"{question}-2")), $"Nobody asked some people these questions again: {string.Join(", ", neverSeen.Distinct())}.");
        Insist(given.Count + neverSeen.Count == phones.Length * room.Plan.Count, $"{given.Count} answers of {phones.Length} people to {room.Plan.Count} questions, {neverSeen.Count} never seen.");
        Insist(await journal.JoinsAsync(room.Session) == phones.Length, "The journal has more or fewer people than there are phones.");
        foreach (var answer in kept)
            Insist(answer.Fits(phones.First(phone => phone.Participant == answer.Learner).Given[answer.Question].Response), $"{answer} is not what was given.");
    }

    /// <summary>The host's own page says the same as the journal, and counts in time only what came in time.</summary>
    private async Task CompareWithHostAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/live/{room.Code}/host/state");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", room.Claim);
        using var response = await http.SendAsync(request);
        var state = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        Insist(state["people"]!.AsArray().Count == phones.Length, "The host sees other people than there are.");
        var kept = await journal.AnswersAsync(room.Session);
        foreach (var line in state["view"]!["agenda"]!.AsArray().Where(line => line!["people"] is not null))
        {
            var inTime = kept.Count(answer => answer.Question == line!["id"]!.GetValue<string>() && answer.InTime);
            Insist(line!["people"]!.GetValue<int>() == inTime, $"{line["id"]}: the host's agenda counts {line["people"]} people, the journal has {inTime}.");
        }
    }

    private static void Insist(bool so, string otherwise)
    {
        if (!so) throw new InvalidOperationException(otherwise);
    }
}

/// <summary>How much of everything.</summary>
internal sealed record ChaosOptions(int Seed, int Phones = 45, int DropsEach = 5, int Kills = 3);
