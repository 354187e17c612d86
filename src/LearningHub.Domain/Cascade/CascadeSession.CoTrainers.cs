using LearningHub.Domain.Common;
using static LearningHub.Domain.Cascade.CascadeCommand;
using static LearningHub.Domain.Cascade.CascadeEvent;

namespace LearningHub.Domain.Cascade;

/// <summary>Who taught together. Nobody gets credit, or a branch of people below her, by somebody else's word: docs/cascade-metrics.md.</summary>
public static partial class CascadeSession
{
    private static Decision<CascadeEvent> Decide(AnswerCoTraining command, CascadeState state)
    {
        if (!state.Named.TryGetValue(command.By, out var said)) return new Refusal("cascade.not-named", "Nobody said that you taught this session. Who recorded it has to name you.");
        if (said == command.Taught) return Decision<CascadeEvent>.Nothing;
        // Figures stand on a yes from then on, and it opens the session's coupons: who takes it back goes by way of a contest, where somebody else looks.
        if (said is true) return new Refusal("cascade.co-trainer-settled", "You said that you taught this session. If that was a mistake, ask your focal point or the programme to contest it.");
        if (command.Taught && state.Confirmed.ContainsKey(command.By)) return new Refusal("cascade.co-trainer-learned", "You confirmed that you were taught in this session, so you can't be its trainer too.");
        if (command.Taught && state.Witnesses.Contains(command.By)) return new Refusal("cascade.co-trainer-witness", "You stood up for this session as somebody independent, so you can't be its trainer.");
        return new CoTrainerAnswered(command.By, command.Taught, command.At);
    }

    private static CascadeState Evolve(CascadeState state, CoTrainerAnswered e) => state with
    {
        Named = state.Named.SetItem(e.Trainer, e.Taught),
        Details = e.Taught ? state.Details! with { Trainers = state.Details!.Trainers.Add(e.Trainer) } : state.Details,
    };

    private static Refusal NamedAsTrainer =>
        new("cascade.named-as-trainer", "You are named as a trainer of this session. Say first, under “Pass it on”, whether you taught it.");
}
